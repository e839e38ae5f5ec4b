"""Settings: what a user may change without touching code, each by an environment variable.

`IRGRAPH_STORE=/data/graph irgraph serve` sets `store`; options of the command line win over the
environment. `.env` files are not read, so that two shells in one folder cannot surprise each other.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from ontology.namespaces import DEFAULT_BASE

DEFAULT_STORE = ".irgraph"


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
        default=None, description="Bearer token that writes need; without one, writes are closed"
    )
    tokens_file: Path | None = Field(
        default=None,
        description="File of further tokens that may write: a line is the SHA-256 of one, in hex, and a name",
    )
    open_reads: bool = Field(default=True, description="Whether reading needs no token")
    query_seconds: float = Field(
        default=30.0, gt=0, description="Seconds after which a SPARQL query is stopped"
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
