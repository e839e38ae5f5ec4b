"""Who may do what: bearer tokens for writing, and for reading where a setting says so."""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.problems import ProblemError
from api.service import ServiceOf
from api.settings import Settings

_bearer = HTTPBearer(
    auto_error=False, description="The token of IRGRAPH_TOKEN, or one whose hash the tokens file lists"
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def digest(token: str) -> str:
    """How a token stands in the tokens file: SHA-256 in hex. Tokens are long and random: no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def known_digests(settings: Settings) -> tuple[str, ...]:
    """The digests of all tokens that are good: the setting's own, and one a line in the tokens file.

    A line is `digest name`; blank lines and lines that begin with # are left out. The file is read
    each time, so that a token that is taken out of it is refused at once.
    """
    own = (digest(settings.token),) if settings.token else ()
    if settings.tokens_file is None:
        return own
    lines = settings.tokens_file.read_text(encoding="utf-8").splitlines()
    return own + tuple(line.split()[0] for line in lines if line.strip() and not line.startswith("#"))


def _check(credentials: HTTPAuthorizationCredentials | None, digests: tuple[str, ...]) -> None:
    given = digest(credentials.credentials) if credentials else ""
    if not any(hmac.compare_digest(given, known) for known in digests):
        fault = "the token is not known" if credentials else "this needs a token"
        raise ProblemError(
            401,
            "unauthorised",
            fault,
            "Send 'Authorization: Bearer TOKEN'.",
            {"WWW-Authenticate": 'Bearer realm="irgraph"'},
        )


def may_write(service: ServiceOf, credentials: Credentials) -> None:
    """Let a request write only with a good token; a scratch store is open to all.

    Raises:
        ProblemError: 403 when no token is set up, 401 when the request's is missing or wrong.
    """
    if service.scratch:
        return
    digests = known_digests(service.settings)
    if not digests:
        remedy = (
            "Start the service with IRGRAPH_TOKEN set to a long random text, and send it as a bearer token."
        )
        raise ProblemError(403, "writes-closed", "this service takes no writes: it has no token", remedy)
    _check(credentials, digests)


def may_read(service: ServiceOf, credentials: Credentials) -> None:
    """Let a request read: always, unless the setting `open_reads` is off.

    Raises:
        ProblemError: 401 when a token is needed and the request's is missing or wrong.
    """
    if not (service.settings.open_reads or service.scratch):
        _check(credentials, known_digests(service.settings))


Writer = Depends(may_write)
Reader = Depends(may_read)
