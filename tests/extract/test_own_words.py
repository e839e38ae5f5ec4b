"""Own words: the frame's phrase in the verb, object and preposition of the sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extract.events import Event
from extract.own_words import own_words

Events = Callable[[str], list[Event]]

TOLD = [
    ("Poland sent tanks to Ukraine.", "sends tanks to"),
    ("Kuwait granted Lebanon a loan.", "grants a loan to"),
    ("France handed back the base to Senegal.", "hands back a base to"),
    ("The UN transferred authority to East Timor.", "transfers authority to"),
    ("Malawi recalled its soldiers from Congo.", "recalls its soldiers from"),
    ("Norway summoned the Chinese ambassador.", "summons the ambassador of"),
    ("Russia banned imports from Moldova.", "bans imports from"),
    ("Lithuania called for sanctions against Belarus.", "calls for sanctions against"),
    ("Kenya hosted talks between Somalia and Ethiopia.", "hosts talks between"),
    ("Greece deployed tanks near Turkey.", "deploys tanks near"),
    ("Iran despises Israel.", "despises"),
    ("Vietnam criticized China.", "criticises"),
    ("Togo is getting Turkish drones.", "gives drones to"),
    ("Turkey sent rescue teams to Morocco.", "sends rescue teams to"),
    ("Somalia demanded a truce by Ethiopia.", "demands a truce by"),
    # What would lose its sense stays as the frame has it.
    ("Germany provided Moldova with armoured vehicles.", "supplies"),
    ("Muizzu's Maldives signed twenty agreements with China.", "signs an agreement with"),
    ("Canada pledged millions to Haiti.", "pledges aid to"),
    ("Vietnam stepped up patrols near China.", "conducts military patrols near"),
    ("Greece handed a protest note to Turkey.", "hands a protest note to"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_phrase_in_the_sentences_own_words(text: str, expected: str, events_of: Events) -> None:
    assert expected in [own_words(event) for event in events_of(text)]
