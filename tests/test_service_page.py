"""docs/service.md names the settings that there are."""

from scripts.update_service import PAGE, renewed


def test_settings_are_those_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert renewed(page) == page, "run `python -m scripts.update_service`"
    assert "| `IRGRAPH_QUERY_SECONDS` | `30.0` |" in page
