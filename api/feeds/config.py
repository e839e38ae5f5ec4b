"""`feeds.toml`: which feeds are watched, how often, and what may be asked."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from api.errors import InputError
from api.feeds.addresses import FetchError, web_address
from api.feeds.fetching import Policy, user_agent

_MINUTE = 60.0
_STRICT = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class FeedConfig(BaseModel):
    """One feed: its address, and what is known of it beforehand."""

    model_config = _STRICT

    url: str
    publisher: str = ""
    interval_minutes: float | None = Field(default=None, ge=1)
    articles: bool = True

    @field_validator("url")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        try:
            return str(web_address(value))
        except FetchError as error:
            raise ValueError(f"{value!r} {error}") from error


class WatchConfig(BaseModel):
    """The whole file; minutes and seconds as named."""

    model_config = _STRICT

    feed: tuple[FeedConfig, ...] = Field(min_length=1)
    interval_minutes: float = Field(default=30, ge=1)
    allow_private: bool = False
    user_agent: str = Field(default_factory=user_agent, min_length=1, pattern=r"^[ -~]+$")
    pause_seconds: float = Field(default=1.0, ge=0)

    @field_validator("feed")
    @classmethod
    def _names_each_once(cls, value: tuple[FeedConfig, ...]) -> tuple[FeedConfig, ...]:
        urls = [feed.url for feed in value]
        if twice := sorted({url for url in urls if urls.count(url) > 1}):
            raise ValueError(f"{twice[0]} stands in it twice")
        return value

    def interval(self, feed: FeedConfig) -> float:
        """Seconds between two polls of a feed."""
        return (feed.interval_minutes or self.interval_minutes) * _MINUTE

    def policy(self, max_bytes: int) -> Policy:
        """The manners that the file asks for."""
        return Policy(
            agent=self.user_agent,
            allow_private=self.allow_private,
            max_bytes=max_bytes,
            pause=self.pause_seconds,
        )


def load_config(path: Path) -> WatchConfig:
    """The feeds to watch.

    Raises:
        InputError: the file cannot be read, is no TOML, or says something that is not understood.
    """
    try:
        return WatchConfig.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise InputError(f"feeds file {str(path)!r} cannot be read ({reason}): check the path") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"feeds file {str(path)!r} is no TOML: {error}: correct it") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "file"
        raise InputError(f"feeds file {str(path)!r}: {where}: {first['msg']}: see docs/sources.md") from error
