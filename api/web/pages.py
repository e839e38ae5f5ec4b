"""Pages as HTML: one environment of templates, everything escaped; and the example queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
_templates = Jinja2Templates(FOLDER / "templates")


@dataclass(frozen=True, slots=True)
class Example:
    """A query that the pages offer; its file's first line is a comment with the title."""

    title: str
    text: str


@cache
def examples() -> tuple[Example, ...]:
    """The example queries in the order of their files."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((FOLDER / "examples").glob("*.rq")))
    return tuple(
        Example(title.lstrip("# "), text) for title, _, text in (text.partition("\n") for text in texts)
    )


def render(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page; the templates escape every value that they show."""
    return _templates.TemplateResponse(
        request, template, values, status_code=status, headers={"Vary": "Accept"}
    )
