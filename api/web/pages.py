"""Pages as HTML: one environment of templates, everything escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
_templates = Jinja2Templates(FOLDER / "templates")


def render(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page; the templates escape every value that they show."""
    return _templates.TemplateResponse(
        request, template, values, status_code=status, headers={"Vary": "Accept"}
    )
