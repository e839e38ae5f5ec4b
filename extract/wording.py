"""Wording: the short phrase an analyst would write for a claim.

Third person present, in the verb and the noun of the sentence where the frame covers several;
light verbs folded into the plan; modality and negation in front: "holds talks with" becomes "plans
talks with", "may hold talks with", "does not hold talks with", "refuses to hold talks with".
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from extract import clauses, syntax
from extract.attribution import governors
from extract.events import Event
from extract.factuality import Factuality
from extract.own_words import own_words
from extract.reader import Reading
from extract.verb_forms import base_form, gerund
from ontology.language import Language
from ontology.records import Modality, Polarity
from ontology.wording import Lead, load_wording

_ARTICLE = re.compile(r"^(?:an? |the )?(?P<rest>.+)$")
# A governor's own modals that show in front of its lead; a plan to promise is a promise.
_SHOWN: tuple[Modality, ...] = ("possible", "conditional")
_NEGATIONS = ("not", "n't")


def wording(reading: Reading, event: Event, facts: Factuality) -> str:
    """The phrase for an event as its sentence tells it."""
    told = own_words(event)
    return _led(told, reading, event, facts) or phrase(told, facts.modality, facts.polarity)


def phrase(told: str, modality: Modality, polarity: Polarity) -> str:
    """A phrase in the third person under a modality and polarity.

    >>> phrase("holds dialogue with", "planned", "positive")
    'plans dialogue with'
    """
    negative = polarity == "negative"
    verb, _, rest = told.partition(" ")
    base = _base(told)
    if modality == "planned":
        folded = _folded(told)
        lead = "does not plan" if negative else "plans"
        return f"{lead} {folded}" if folded else f"{lead} to {base}"
    if modality == "possible":
        return f"may {'not ' if negative else ''}{base}"
    if modality == "conditional":
        return f"would {'not ' if negative else ''}{base}"
    if modality == "requested":
        return f"is asked {'not ' if negative else ''}to {base}"
    if not negative:
        return told
    return f"is not {rest}" if verb == "is" else f"does not {base}"


def _base(told: str) -> str:
    verb, _, rest = told.partition(" ")
    return f"{base_form(verb)} {rest}".strip()


def _gerund(told: str) -> str:
    verb, _, rest = told.partition(" ")
    return f"{gerund(base_form(verb))} {rest}".strip()


def _without(told: str, verbs: tuple[str, ...]) -> str | None:
    """The phrase without its verb and article, if it is one of the verbs and an event noun follows."""
    for verb in verbs:
        if told.startswith(verb + " ") and (found := _ARTICLE.match(told[len(verb) + 1 :])):
            rest = found["rest"]
            if any(rest.startswith(noun + " ") for noun in load_wording().event_nouns):
                return rest
    return None


def _folded(told: str) -> str | None:
    return _without(told, load_wording().light_verbs)


def _led(told: str, reading: Reading, event: Event, facts: Factuality) -> str | None:
    """The phrase behind what governs the event, where governor and event have one subject: "refuses to …"."""
    found = _governor(event)
    if found is None or not _same_subject(found[0], reading, event):
        return None
    governor, lead = found
    below = event.carrier or event.trigger
    denied = lead.takes != "noun" and any(child.dep_ == "neg" for child in below.children)
    front = _front(governor, lead, facts, reading.language, denied)
    behind = _complement(told, lead)
    return f"{_denied(front) if denied else front} {behind}" if front and behind else None


def _denied(front: str) -> str:
    """ "pledges not to", "considers not"."""
    return f"{front.removesuffix(' to')} not to" if front.endswith(" to") else f"{front} not"


def _governor(event: Event) -> tuple[Token, Lead] | None:
    """The word above the event and its support verb, or above those coordinated with it, and what it puts
    in front."""
    for governor, relation in governors(event.trigger):
        beside = {child.lower_ for child in governor.children}
        leads = load_wording().leads.get(governor.lemma_.lower(), ())
        lead = next((each for each in leads if relation in each.relations and _beside(each, beside)), None)
        if lead is not None:
            return governor, lead
        if relation != "conj" and governor != event.carrier:
            return None
    return None


def _beside(lead: Lead, words: set[str]) -> bool:
    return lead.adverb is None or lead.adverb in words


def _same_subject(governor: Token, reading: Reading, event: Event) -> bool:
    """Whether the event's source is who governs it; a noun or adjective governs for whom it stands with."""
    if governor.pos_ not in ("VERB", "AUX"):
        return True
    heads = clauses.expand(syntax.agents(governor))
    doing = {actor.principal for head in heads for actor in reading.actors.get(head.i, ())}
    sources = {filler.actor.principal for filler in event.sources}
    tokens = {filler.token.i for filler in event.sources}
    return bool(sources & doing) or bool(tokens & {head.i for head in heads})


def _front(governor: Token, lead: Lead, facts: Factuality, language: Language, denied: bool) -> str | None:
    """The words in front with the governor's own negation and modal, or None if more than that decided.

    `denied` tells that one negation stands below the governor: "pledges not to …".
    """
    cues = list(facts.cues)
    if governor.lemma_ not in cues:
        return None
    cues.remove(governor.lemma_)
    if any(cue != "if" and cue not in _NEGATIONS and cue not in language.modals for cue in cues):
        return None
    modals = [language.modals[cue] for cue in cues if cue in language.modals]
    negations = sum(cue in _NEGATIONS for cue in cues) + sum(modal.polarity == "negative" for modal in modals)
    shown = next((modal.modality for modal in modals if modal.modality in _SHOWN), None)
    modality: Modality = "conditional" if "if" in cues else shown or "asserted"
    return phrase(lead.phrase, modality, "negative" if (negations - denied) % 2 else "positive")


def _complement(told: str, lead: Lead) -> str | None:
    if lead.takes == "noun":
        return _without(told, load_wording().carrying_verbs)
    return _base(told) if lead.takes == "base" else _gerund(told)
