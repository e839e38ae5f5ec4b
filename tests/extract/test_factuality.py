"""Factuality: modality by polarity by construction. Each row: a sentence, the word that names the event, how it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Token

from extract.factuality import factuality
from ontology.language import load_language

TokenOf = Callable[[str, str], Token]

ROWS = [
    # plain
    ("Chile attacked Peru.", "attacked", "asserted positive"),
    ("Peru was attacked by Chile.", "attacked", "asserted positive"),
    ("Chile has been attacking Peru since May.", "attacking", "asserted positive"),
    ("Chile launched an attack on Peru.", "attack", "asserted positive"),
    ("Chile's attack on Peru lasted a week.", "attack", "asserted positive"),
    ("Chile succeeded in capturing the port.", "capturing", "asserted positive"),
    ("Chile, which attacked Peru, later apologised.", "attacked", "asserted positive"),
    # negation on the word
    ("Chile did not attack Peru.", "attack", "asserted negative"),
    ("Chile didn't attack Peru.", "attack", "asserted negative"),
    ("Chile has never recognised Kosovo.", "recognised", "asserted negative"),
    ("Peru was not attacked by Chile.", "attacked", "asserted negative"),
    ("No country recognised Abkhazia.", "recognised", "asserted negative"),
    ("None of the members recognised Abkhazia.", "recognised", "asserted negative"),
    ("Neither Chile nor Peru recognised Abkhazia.", "recognised", "asserted negative"),
    ("Chile held no talks with Peru.", "talks", "asserted negative"),
    ("Chile hardly criticised Peru.", "criticised", "asserted negative"),
    ("Chile no longer recognises Taiwan.", "recognises", "asserted negative"),
    # negation from above
    ("Chile refused to recognise Kosovo.", "recognise", "asserted negative"),
    ("Chile declined to condemn Peru.", "condemn", "asserted negative"),
    ("Chile failed to invite Peru.", "invite", "asserted negative"),
    ("Chile has yet to recognise Kosovo.", "recognise", "asserted negative"),
    ("Chile stopped short of recognising Kosovo.", "recognising", "asserted negative"),
    ("Chile refrained from criticising Peru.", "criticising", "asserted negative"),
    ("Chile was unwilling to recognise Kosovo.", "recognise", "asserted negative"),
    ("Chile's refusal to recognise Kosovo angered Albania.", "recognise", "asserted negative"),
    ("Chile's failure to condemn Peru angered Albania.", "condemn", "asserted negative"),
    ("Chile denied attacking Peru.", "attacking", "asserted negative"),
    ("Chile denied that it had attacked Peru.", "attacked", "asserted negative"),
    ("Chile denied having sent troops to Peru.", "sent", "asserted negative"),
    ("Chile banned the airline from supplying Peru.", "supplying", "asserted negative"),
    # two negations
    ("Chile did not refuse to recognise Kosovo.", "recognise", "asserted positive"),
    ("Chile did not deny attacking Peru.", "attacking", "asserted positive"),
    # plans
    ("Chile plans to attack Peru.", "attack", "planned positive"),
    ("Chile will attack Peru.", "attack", "planned positive"),
    ("Chile is going to visit Peru.", "visit", "planned positive"),
    ("Chile is preparing to sanction Peru.", "sanction", "planned positive"),
    ("Chile is considering imposing sanctions on Peru.", "imposing", "planned positive"),
    ("Chile is considering sanctions against Peru.", "sanctions", "planned positive"),
    ("Chile is ready to meet Peru.", "meet", "planned positive"),
    ("Chile is expected to meet Peru.", "meet", "planned positive"),
    ("Chile agreed to host Peru.", "host", "planned positive"),
    ("Chile's plan to attack Peru was leaked.", "attack", "planned positive"),
    ("Chile's plan for talks with Peru was leaked.", "talks", "planned positive"),
    ("Chile said it would attack Peru.", "attack", "planned positive"),
    ("Chile's decision to sanction Peru surprised many.", "sanction", "planned positive"),
    ("The minister is due to visit Peru.", "visit", "planned positive"),
    # planned and negative
    ("Chile will not attack Peru.", "attack", "planned negative"),
    ("Chile won't attack Peru.", "attack", "planned negative"),
    ("Chile has no plans to attack Peru.", "attack", "planned negative"),
    ("Chile does not intend to recognise Kosovo.", "recognise", "planned negative"),
    ("Chile ruled out sending troops to Peru.", "sending", "planned negative"),
    ("Chile vowed never to recognise Kosovo.", "recognise", "planned negative"),
    ("Chile vowed not to attack Peru.", "attack", "planned negative"),
    ("Chile cancelled a meeting with Peru.", "meeting", "planned negative"),
    # possible
    ("Chile may attack Peru.", "attack", "possible positive"),
    ("Chile might not attack Peru.", "attack", "possible negative"),
    ("Chile could be attacked by Peru.", "attacked", "possible positive"),
    ("Chile reportedly attacked Peru.", "attacked", "possible positive"),
    ("Chile threatened to attack Peru.", "attack", "possible positive"),
    ("Chile tried to capture the port.", "capture", "possible positive"),
    ("Chile doubts that Peru will attack Bolivia.", "attack", "possible positive"),
    ("There is a risk of war with Peru.", "war", "possible positive"),
    ("Perhaps Chile attacked Peru.", "attacked", "possible positive"),
    # requested
    ("Chile urged Peru to withdraw from Bolivia.", "withdraw", "requested positive"),
    ("Chile urged Peru not to attack Bolivia.", "attack", "requested negative"),
    ("Chile called on Peru to release the sailors.", "release", "requested positive"),
    ("Chile called for talks with Peru.", "talks", "requested positive"),
    ("Chile demanded that Peru release the sailors.", "release", "requested positive"),
    ("Peru should recognise Kosovo.", "recognise", "requested positive"),
    ("Peru must not attack Bolivia.", "attack", "requested negative"),
    ("Peru was asked to leave Bolivia.", "leave", "requested positive"),
    ("A call for Peru to leave Bolivia went unheard.", "leave", "requested positive"),
    # conditional
    ("If Chile attacks Peru, Bolivia will join.", "attacks", "conditional positive"),
    ("Unless Chile attacks Peru, Bolivia will wait.", "attacks", "conditional positive"),
    ("Chile would attack Peru if Bolivia joined.", "attack", "conditional positive"),
    ("Bolivia will retaliate if Chile attacks Peru.", "attacks", "conditional positive"),
    # where a cue stops
    ("Chile refused to leave after it attacked Peru.", "attacked", "asserted positive"),
    ("Chile plans to meet Peru, which attacked Bolivia.", "attacked", "asserted positive"),
    ("Chile did not say that Peru attacked Bolivia.", "attacked", "asserted positive"),
    ("Chile may leave because Peru attacked Bolivia.", "attacked", "asserted positive"),
    ("Chile will visit Peru and meet Bolivia.", "meet", "planned positive"),
    ("Chile attacked Peru and will attack Bolivia.", "attacked", "asserted positive"),
]


@pytest.mark.parametrize(("sentence", "trigger", "told"), ROWS, ids=[row[0] for row in ROWS])
def test_factuality(token_of: TokenOf, sentence: str, trigger: str, told: str) -> None:
    found = factuality(token_of(sentence, trigger), load_language())
    assert f"{found.modality} {found.polarity}" == told


JUDGED = [
    ("Chile condemned the attack on Peru.", "attack", True),
    ("Chile welcomed the talks between Peru and Bolivia.", "talks", True),
    ("Chile protested against the invasion of Peru.", "invasion", True),
    ("Chile's condemnation of the attack on Peru came late.", "attack", True),
    ("Chile launched the attack on Peru.", "attack", False),
    ("Chile described the attack on Peru.", "attack", False),
]


@pytest.mark.parametrize(("sentence", "trigger", "judged"), JUDGED, ids=[row[0] for row in JUDGED])
def test_judged(token_of: TokenOf, sentence: str, trigger: str, judged: bool) -> None:
    assert factuality(token_of(sentence, trigger), load_language()).judged is judged
