"""Assembly: an event and everything told about it become claims."""

from __future__ import annotations

from collections.abc import Iterator

from extract import wording
from extract.arguments import Filler
from extract.clauses import clause_of
from extract.confidence import confidence
from extract.context import event_place, event_topics
from extract.events import Event
from extract.factuality import PLAIN, Factuality, factuality
from extract.inference import implied, said_outright, worth_telling
from extract.reader import Reading
from ontology.grammar import load_grammar
from ontology.records import Claim, Polarity, Predicate, with_id

# "A will meet B" is B's future too; "A wants to meet B" is only A's wish.
_SPORTS = frozenset(load_grammar().sports)
_PLAYED = ("ASSAULT", "CONSULT", "RETREAT", "CONCEDE", "THREATEN", "MOBILIZE")
_OFFERS = frozenset(load_grammar().offering)
_SCHEDULING = frozenset(load_grammar().scheduling)


def claims_of(reading: Reading, event: Event) -> Iterator[Claim]:
    """The claims of an event, one a pair of its actors, with what follows from each."""
    facts = PLAIN if event.answered else factuality(event.trigger, reading.language)
    if facts.judged or _is_question(event) or _is_conceded(event) or _is_play(event):
        return
    for claim in _told(reading, event, facts):
        yield claim
        yield from implied(claim)


def _told(reading: Reading, event: Event, facts: Factuality) -> Iterator[Claim]:
    frame = event.frame
    phrase = wording.wording(reading, event, facts)
    predicate = Predicate(phrase, frame.type, frame.mode, frame.cameo, frame.relation, frame.id)
    modality = facts.modality
    if facts.modality == "asserted" or said_outright(frame):
        modality = frame.modality
    polarity = facts.polarity if frame.polarity == "positive" else _flip(facts.polarity)
    chain = reading.chain(clause_of(event.trigger) if event.answered else event.trigger)
    scheduled = modality == "planned" and _SCHEDULING.issuperset(facts.cues)
    one_sided = polarity == "negative" or (modality != "asserted" and not scheduled)
    one_sided = one_sided or not _OFFERS.isdisjoint(facts.cues)  # an offer to meet is not yet a meeting
    for source, target in event.pairs(one_sided):
        if any(_is_guess(each) for each in (source, target)):
            continue
        if worth_telling(frame, facts, source.actor, target.actor):
            yield with_id(
                Claim(
                    subject=source.actor,
                    predicate=predicate,
                    object=target.actor,
                    modality=modality,
                    polarity=polarity,
                    attribution=chain,
                    date=reading.dates.of(event, facts.modality),
                    place=event_place(event, reading.places),
                    topics=event_topics(event, reading.language),
                    confidence=confidence(event, source, target, facts),
                    evidence=reading.evidence(event.trigger.sent),
                    trigger=reading.mention(event.trigger),
                )
            )


def _is_question(event: Event) -> bool:
    """A question asserts nothing."""
    return any(token.text == "?" for token in event.trigger.sent[-2:])


def _is_conceded(event: Event) -> bool:
    """ "WHETHER they agree or not, …" leaves open what it names."""
    clause = clause_of(event.trigger)
    return clause.dep_ == "advcl" and any(child.lower_ == "whether" for child in clause.children)


def _is_guess(filler: Filler) -> bool:
    """ "Called for the protection of CIVILIANS": nobody known, and not even named as the one who acts."""
    return filler.actor.represents is None and filler.how != "direct" and filler.actor.type != "person"


def _is_play(event: Event) -> bool:
    """Teams meet, attack and retreat too: "France will meet Ireland in the opening match"."""
    if event.frame.type not in _PLAYED:
        return False
    words = (token.lemma_.lower() for token in event.trigger.sent)
    return any(word in _SPORTS for word in words)


def _flip(polarity: Polarity) -> Polarity:
    return "positive" if polarity == "negative" else "negative"


def distinct(claims: list[Claim]) -> list[Claim]:
    """Claims in text order without repetitions: the same assertion found twice in one sentence counts once,
    in its most confident reading."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (
            claim.evidence.start, claim.subject.principal, claim.subject.id, claim.type, claim.object.id,
            claim.modality, claim.polarity, tuple(link.actor.id for link in claim.attribution),
        )  # fmt: skip
        kept = best.get(key)
        if kept is None or claim.confidence > kept.confidence:
            best[key] = claim
    return sorted(best.values(), key=lambda claim: (claim.evidence.start, claim.trigger.start, claim.id))
