"""Settings: what a user may change without touching code, each by an environment variable.

`IRGRAPH_STORE=/data/graph irgraph serve` sets `store`; options of the command line win over the
environment. `.env` files are not read, so that two shells in one folder cannot surprise each other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ontology.namespaces import DEFAULT_BASE

DEFAULT_STORE = ".irgraph"
MEMORY = ":memory:"
LogKind = Literal["quiet", "text", "json"]


class Settings(BaseSettings):
    """All settings with their defaults; the field `x` is read from `IRGRAPH_X`."""

    model_config = SettingsConfigDict(env_prefix="IRGRAPH_", frozen=True, extra="ignore")

    store: str = Field(
        default=DEFAULT_STORE, description="Folder of the store, or the URL of a SPARQL 1.1 server"
    )
    base: str = Field(default=DEFAULT_BASE, description="Base IRI under which ids are minted")
    host: str = Field(default="127.0.0.1", description="Address that the service listens on")
    port: int = Field(
        default=8000, ge=0, le=65535, description="Port that the service listens on; 0: any free one"
    )
    token: str | None = Field(
        default=None, description="A bearer token that may write, besides those of the tokens file"
    )
    tokens_file: Path | None = Field(
        default=None,
        description="File of hashed tokens that `irgraph token` keeps; None: STORE.tokens, beside the store",
    )
    open_reads: bool = Field(default=True, description="Whether reading needs no token")
    query_seconds: float = Field(
        default=30.0, gt=0, description="Seconds after which a SPARQL query or update is stopped"
    )
    query_workers: int = Field(
        default=4, ge=1, description="SPARQL queries that run at the same time, each in a process of its own"
    )
    query_memory_bytes: int = Field(
        default=4_000_000_000, gt=0, description="Memory of one query process, in bytes"
    )
    max_answer_bytes: int = Field(default=200_000_000, gt=0, description="Largest SPARQL answer, in bytes")
    workers: int = Field(
        default=1, ge=1, description="Processes that answer requests; with 1 the one that writes does it"
    )
    read_rate: str | None = Field(
        default=None, description='Most reading requests of one address: "600/minute"; None: any number'
    )
    write_rate: str | None = Field(
        default=None, description='Most writing requests of one address: "60/minute"; None: any number'
    )
    job_bytes: int = Field(
        default=100_000, gt=0, description="Size from which a text is read as a job (202), in UTF-8 bytes"
    )
    log: LogKind = Field(
        default="quiet",
        description="What standard error tells: quiet (faults), text or json (each request too)",
    )
    audit_file: Path | None = Field(
        default=None,
        description="File that every write is noted in; None: STORE.audit.jsonl, beside the store",
    )
    shutdown_seconds: float = Field(
        default=30.0, gt=0, description="Seconds that running requests have to end when the service stops"
    )
    max_document_bytes: int = Field(
        default=10_000_000, gt=0, description="Largest text of one document, in UTF-8 bytes"
    )
    max_file_bytes: int = Field(
        default=50_000_000, gt=0, description="Largest PDF, page, e-mail or feed that is read, in bytes"
    )
    allow_private: bool = Field(
        default=False,
        description="Whether addresses that are read may lead to private and loopback machines",
    )
    max_body_bytes: int = Field(default=50_000_000, gt=0, description="Largest HTTP request body, in bytes")
    languages: tuple[str, ...] = Field(
        default=("en",), description='ISO 639-1 codes that are read, as JSON: ["en"]'
    )
    view: str | None = Field(
        default=None, description="Whose view of contested status is shown: UN, ISO or a state's id"
    )
    policy: Path | None = Field(
        default=None, description="TOML file that says which claims make facts; None: what the store keeps"
    )
    cors_origins: tuple[str, ...] = Field(
        default=("*",), description="Origins whose pages may read the service"
    )

    @field_validator("read_rate", "write_rate")
    @classmethod
    def _is_rate(cls, value: str | None) -> str | None:
        if value is not None:
            from limits import parse

            try:
                parse(value)
            except ValueError:
                raise ValueError('write a number and a unit of time, such as "600/minute"') from None
        return value

    def tokens_path(self, location: str) -> Path | None:
        """The file of tokens for a store; None where that is no folder and no file is set."""
        return self.tokens_file or _beside(location, "tokens")

    def audit_path(self, location: str) -> Path | None:
        """The file of the audit log for a store; None where that is no folder and no file is set."""
        return self.audit_file or _beside(location, "audit.jsonl")


def _beside(location: str, ending: str) -> Path | None:
    if location == MEMORY or location.startswith(("http://", "https://")):
        return None
    folder = Path(location)
    return folder.with_name(f"{folder.name}.{ending}")
