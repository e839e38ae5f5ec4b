"""Reports made up by rule, with their claims: as many as a test or a benchmark needs, the same for a seed.

They are shaped like a corpus: a few actors are in most of the news, papers print one another's texts,
some things are planned, denied or taken back, and some days are given only as a month.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from ontology.records import (
    Actor,
    Attribution,
    Claim,
    DateSpan,
    Document,
    Evidence,
    Mention,
    Modality,
    Polarity,
    Predicate,
    with_id,
)

FIRST_DAY = date(2023, 1, 1)
ACTORS = (
    "USA", "CHN", "RUS", "UKR", "EU", "ISR", "IRN", "IND", "GBR", "FRA", "DEU", "TUR", "PAK", "JPN",
    "KOR", "PRK", "TWN", "SAU", "EGY", "QAT", "POL", "NATO", "UN", "AU", "ETH", "SOM", "NGA", "MLI",
    "NER", "COD", "RWA", "KEN", "ZAF", "BRA", "VEN", "GUY", "COL", "MEX", "CUB", "CAN", "AUS", "NZL",
    "PHL", "VNM", "THA", "KHM", "MMR", "BGD", "LKA", "AFG", "IRQ", "SYR", "LBN", "JOR", "YEM", "OMN",
    "ARE", "KWT", "ARM", "AZE", "GEO", "MDA", "SRB", "XKX",
)  # fmt: skip
PUBLISHERS = ("Reuters", "AFP", "Xinhua", "BBC", "Kura Valley News", "Harbour Wire", "Levant Courier", "")


class Deed(NamedTuple):
    """A wording with its codes; `{}` of the base form follows a modal verb."""

    phrase: str
    base: str
    event_type: str | None
    relation: str
    mode: str | None = None


DEEDS = (
    Deed("meets with", "meet with", "CONSULT", "consults"),
    Deed("mediates between", "mediate for", "CONSULT", "consults", "third-party"),
    Deed("signs a pact with", "sign a pact with", "AGREE", "agreesWith"),
    Deed("supports", "support", "SUPPORT", "supports"),
    Deed("trains with", "train with", "COOPERATE", "cooperatesWith"),
    Deed("sends aid to", "send aid to", "AID", "aids"),
    Deed("calls on", "call on", "REQUEST", "requestsOf"),
    Deed("accuses", "accuse", "ACCUSE", "accuses"),
    Deed("rejects the offer of", "reject the offer of", "REJECT", "rejects"),
    Deed("threatens", "threaten", "THREATEN", "threatens"),
    Deed("imposes sanctions on", "impose sanctions on", "SANCTION", "sanctions"),
    Deed("shells", "shell", "ASSAULT", "assaults"),
    Deed("recognises", "recognise", None, "recognises"),
)

PEACEABLE = ("QAT", "OMN", "NZL")  # are never at odds with anybody, so that somebody can mediate
_HOSTILE = ("ACCUSE", "REJECT", "THREATEN", "SANCTION", "ASSAULT")
_MEETS = DEEDS[0]
_NEWSWORTHY = 5  # actors that others mediate between
_PEACEFUL = tuple(deed for deed in DEEDS if deed.event_type not in _HOSTILE)

Report = tuple[Document, list[Claim]]


class World(NamedTuple):
    """What the reports are about: the first of the `actors` so many, within so many `days`."""

    actors: int = len(ACTORS)
    days: int = 700


EVERYTHING = World()


def generated(
    documents: int, claims_each: int = 10, seed: int = 1, world: World = EVERYTHING
) -> Iterator[Report]:
    """So many reports; one in eight is a copy of an earlier one, by another publisher and a day later."""
    chance = random.Random(seed)
    recent: list[Report] = []
    for number in range(documents):
        if recent and chance.random() < 0.125:
            yield _copy(*chance.choice(recent), number, chance)
            continue
        report = _report(number, claims_each, chance, world)
        recent = [*recent[-20:], report]
        yield report


def _report(number: int, claims_each: int, chance: random.Random, world: World) -> Report:
    day = FIRST_DAY + timedelta(days=chance.randrange(world.days))
    publisher = chance.choice(PUBLISHERS)
    document = Document(f"report-{number:05d}", "", day, f"Report {number}", publisher)
    drafts = [_draft(day, chance, world) for _ in range(claims_each)]
    if chance.random() < 0.05:
        drafts[-2:] = _mediation(chance, world)
    text = " ".join(draft.sentence for draft in drafts)
    document = replace(document, text=text)
    claims, at = [], 0
    for draft in drafts:
        claims.append(_claim(document, draft, at))
        at += len(draft.sentence) + 1
    return document, claims


def _copy(document: Document, claims: list[Claim], number: int, chance: random.Random) -> Report:
    others = [publisher for publisher in PUBLISHERS if publisher != document.publisher]
    day = (document.date or FIRST_DAY) + timedelta(days=1)
    copy = replace(
        document, id=f"report-{number:05d}", publisher=chance.choice(others), date=day, title="Copied"
    )
    return copy, [
        with_id(replace(claim, evidence=replace(claim.evidence, document=copy.id), id="")) for claim in claims
    ]


class _Draft(NamedTuple):
    sentence: str
    subject: str
    object: str
    deed: Deed
    modality: Modality
    polarity: Polarity
    speaker: str | None
    stance: str
    span: DateSpan | None


def _draft(day: date, chance: random.Random, world: World) -> _Draft:
    subject, object_ = _pair(chance, world)
    deed = chance.choice(DEEDS if {subject, object_}.isdisjoint(PEACEABLE) else _PEACEFUL)
    modality: Modality = "planned" if chance.random() < 0.15 else "asserted"
    polarity: Polarity = "negative" if chance.random() < 0.12 else "positive"
    speaker = subject if polarity == "negative" and chance.random() < 0.6 else None
    if speaker is None and chance.random() < 0.4:
        speaker = chance.choice((*ACTORS[:12], *ACTORS[:2], "Reuters"))
    span = _span(day, chance)
    words = f"will {deed.base}" if modality == "planned" else deed.phrase
    denied = "denies that it " if polarity == "negative" and speaker == subject else ""
    negated = "never " if polarity == "negative" and not denied else ""
    said = f", {speaker} said" if speaker and not denied else ""
    when = f" {span.text}" if span else ""
    sentence = f"{subject} {denied}{negated}{words} {object_}{when}{said} ({chance.randrange(1000, 9999)})."
    stance = "denies" if denied else "asserts"
    return _Draft(sentence, subject, object_, deed, modality, polarity, speaker, stance, span)


def _mediation(chance: random.Random, world: World) -> list[_Draft]:
    """Somebody meets two actors."""
    mediator = chance.choice(PEACEABLE)
    met = chance.sample(ACTORS[: min(world.actors, _NEWSWORTHY)], 2)
    return [_drafted(mediator, other, _MEETS, chance) for other in met]


def _drafted(subject: str, object_: str, deed: Deed, chance: random.Random) -> _Draft:
    sentence = f"{subject} {deed.phrase} {object_} ({chance.randrange(1000, 9999)})."
    return _Draft(sentence, subject, object_, deed, "asserted", "positive", None, "asserts", None)


def _pair(chance: random.Random, world: World) -> tuple[str, str]:
    # A few actors make most of the news.
    weights = [1 / (rank + 2) for rank in range(world.actors)]
    while True:
        subject, object_ = chance.choices(ACTORS[: world.actors], weights, k=2)
        if subject != object_:
            return subject, object_


def _span(day: date, chance: random.Random) -> DateSpan | None:
    found = chance.random()
    if found < 0.4:
        return None
    if found < 0.9:
        start = day - timedelta(days=chance.randrange(3))
        return DateSpan(start, start, "day", f"on {start:%d %B %Y}")
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return DateSpan(first, last, "month", f"in {day:%B %Y}")


def _claim(document: Document, draft: _Draft, start: int) -> Claim:
    def actor(actor_id: str, kind: str = "state", role: str = "state") -> Actor:
        at = document.text.index(actor_id, start)
        represents = None if kind == "media" else actor_id
        return Actor(actor_id, actor_id, kind, role, represents, actor_id, "name", at, at + len(actor_id))

    speaker = draft.speaker
    said: tuple[Attribution, ...] = ()
    if speaker:
        kind = ("media", "media") if speaker == "Reuters" else ("state", "state")
        said = (
            Attribution(actor(speaker, *kind), "say", "denies" if draft.stance == "denies" else "asserts"),
        )
    deed = draft.deed
    words = deed.base if draft.modality == "planned" else deed.phrase
    at = document.text.index(words, start)
    wording = f"plans to {deed.base}" if draft.modality == "planned" else deed.phrase
    phrase = f"does not {wording}" if draft.polarity == "negative" else wording
    return with_id(
        Claim(
            subject=actor(draft.subject),
            predicate=Predicate(phrase, deed.event_type, deed.mode, None, deed.relation, deed.relation),
            object=actor(draft.object),
            modality=draft.modality,
            polarity=draft.polarity,
            attribution=said,
            date=draft.span,
            place=None,
            topics=(),
            confidence=0.5 + (start % 50) / 100,
            evidence=Evidence(document.id, start, start + len(draft.sentence), draft.sentence),
            trigger=Mention(at, at + len(words), words),
        )
    )
