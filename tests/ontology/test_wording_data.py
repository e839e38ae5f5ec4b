"""The wording lists: their leads are phrases, and a broken file says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.frames import LexiconError
from ontology.wording import WORDING_FILE, load_wording


def test_restricted_lead_comes_first() -> None:
    [yet] = load_wording().leads["have"]
    assert (yet.adverb, yet.phrase, yet.takes) == ("yet", "has yet to", "base")
    assert [lead.adverb for lead in load_wording().leads["call"]] == ["off", None]


def test_lead_that_takes_an_infinitive_ends_in_to() -> None:
    leads = [lead for leads in load_wording().leads.values() for lead in leads]
    assert [lead.phrase for lead in leads if (lead.takes == "base") != lead.phrase.endswith(" to")] == [
        "is open to"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [("light_verbs =", "lite_verbs =", "light_verbs is missing"), ('"gerund"', '"ing"', "a lead needs")],
)
def test_broken_file_is_named(old: str, new: str, message: str, tmp_path: Path) -> None:
    broken = tmp_path / "wording.toml"
    broken.write_text(WORDING_FILE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=f"wording.toml: {message}"):
        load_wording(broken)
