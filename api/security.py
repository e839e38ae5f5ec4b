"""Who may do what: bearer tokens for writing, and for reading where a setting says so."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.problems import ProblemError
from api.records import note
from api.service import Service, ServiceOf
from api.tokens import Token, digest, read_tokens

_bearer = HTTPBearer(
    auto_error=False, description="A token of `irgraph token add`, or the one of IRGRAPH_TOKEN"
)

Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
_REALM = {"WWW-Authenticate": 'Bearer realm="irgraph"'}


def known_tokens(service: Service) -> Sequence[Token]:
    """All tokens that are good: the setting's own, and those of the tokens file.

    The file is read each time, so that a token that is taken out of it is refused at once.
    """
    own = service.settings.token
    listed = read_tokens(service.tokens_path) if service.tokens_path else ()
    return [*([Token(digest(own), "IRGRAPH_TOKEN")] if own else ()), *listed]


def _known(credentials: HTTPAuthorizationCredentials | None, tokens: Sequence[Token]) -> Token:
    given = digest(credentials.credentials) if credentials else ""
    for token in tokens:
        if hmac.compare_digest(given, token.digest):
            return token
    fault = "the token is not known" if credentials else "this needs a token"
    raise ProblemError(401, "unauthorised", fault, "Send 'Authorization: Bearer TOKEN'.", _REALM)


async def may_write(request: Request, service: ServiceOf, credentials: Credentials) -> None:
    """Let a request write only with a good token; a scratch store is open to all.

    Raises:
        ProblemError: 403 when no token is set up or this one may only read, 401 when the request's is
            missing or wrong.
    """
    if service.scratch:
        return
    tokens = known_tokens(service)
    if not any(token.rights == "write" for token in tokens):
        remedy = "Make one with `irgraph token add NAME`, or start the service with IRGRAPH_TOKEN set."
        raise ProblemError(403, "writes-closed", "this service takes no writes: it has no token", remedy)
    token = _known(credentials, tokens)
    note(request.scope, who=token.name)
    if token.rights != "write":
        remedy = "Use a token made with `irgraph token add NAME --rights write`."
        raise ProblemError(403, "read-only-token", f"the token {token.name!r} may only read", remedy)


async def may_read(request: Request, service: ServiceOf, credentials: Credentials) -> None:
    """Let a request read: always, unless the setting `open_reads` is off.

    Raises:
        ProblemError: 401 when a token is needed and the request's is missing or wrong.
    """
    if not (service.settings.open_reads or service.scratch):
        note(request.scope, who=_known(credentials, known_tokens(service)).name)


Writer = Depends(may_write)
Reader = Depends(may_read)
