"""Writes the table of settings in docs/service.md from `api.settings`: `python -m scripts.update_service`."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic.fields import FieldInfo

from api.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "service.md"
_PLACE = re.compile(r"(<!-- settings -->\n).*(<!-- end of settings -->)", re.DOTALL)


def table() -> str:
    """The settings as a Markdown table, in the order of the class."""
    rows = [_row(name, field) for name, field in Settings.model_fields.items()]
    return "\n".join(["| variable | default | what |", "|---|---|---|", *rows]) + "\n"


def _row(name: str, field: FieldInfo) -> str:
    default = "" if field.default is None else f"`{field.default}`"
    return f"| `IRGRAPH_{name.upper()}` | {default} | {field.description} |"


def renewed(page: str) -> str:
    """The page with the present table."""
    return _PLACE.sub(lambda found: found[1] + table() + found[2], page)


def main() -> None:
    """Renew the page."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
