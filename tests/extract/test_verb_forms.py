"""Forms of verbs: third person, infinitive, -ing form; all verbs of the lexicon's phrases there and back."""

from __future__ import annotations

import pytest

from extract.verb_forms import base_form, gerund, third_person
from ontology.frames import load_frames

FORMS = [
    ("imposes", "impose", "imposing"),
    ("reaches", "reach", "reaching"),
    ("denies", "deny", "denying"),
    ("passes", "pass", "passing"),
    ("has", "have", "having"),
    ("is", "be", "being"),
    ("goes", "go", "going"),
    ("ties", "tie", "tying"),
    ("fixes", "fix", "fixing"),
    ("vetoes", "veto", "vetoing"),
    ("boos", "boo", "booing"),
    ("frees", "free", "freeing"),
    ("gasses", "gas", "gassing"),
    ("buzzes", "buzz", "buzzing"),
    ("seizes", "seize", "seizing"),
    ("hits", "hit", "hitting"),
    ("quits", "quit", "quitting"),
    ("expels", "expel", "expelling"),
    ("visits", "visit", "visiting"),
    ("obeys", "obey", "obeying"),
    ("draws", "draw", "drawing"),
    ("eavesdrops", "eavesdrop", "eavesdropping"),
]


@pytest.mark.parametrize(("third", "base", "ing"), FORMS)
def test_forms_of_a_verb(third: str, base: str, ing: str) -> None:
    assert (base_form(third), third_person(base), gerund(base)) == (base, third, ing)


def test_every_verb_of_the_lexicons_phrases_goes_there_and_back() -> None:
    verbs = {frame.phrase.split()[0] for frame in load_frames()}
    assert {verb: third_person(base_form(verb)) for verb in verbs} == {verb: verb for verb in verbs}
