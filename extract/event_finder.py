"""The event finder: tries every word of a document against the meanings that the lexicon gives it.

Verbs, nouns and adjectives that trigger a frame are tried against its meanings, most specific first; the
first whose source and target are filled is the event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract import clauses, syntax
from extract.arguments import Actors, Filler, fillers
from extract.earlier import ANSWERING, Earlier, Speakers
from extract.echoes import echo
from extract.events import Event, in_range, repeats, spelt_out
from extract.factuality import carrier_of
from extract.frame_fit import consumed, fits, has_other_object, object_lemmas
from extract.frame_index import FrameIndex
from extract.noun_phrases import determiner
from extract.slots import Slots
from ontology.frames import Frame, load_classes
from ontology.grammar import load_grammar
from ontology.language import Language
from ontology.records import Actor
from ontology.terms import EVENT_TYPES, MATERIAL_CONFLICT, VERBAL_CONFLICT

_GRAMMAR = load_grammar()
_CONFLICT = tuple(t for t, (quad, *_) in EVENT_TYPES.items() if quad in (MATERIAL_CONFLICT, VERBAL_CONFLICT))
_BLOODLESS = frozenset(_GRAMMAR.bloodless)
_PACTS = frozenset(load_classes()["pacts"])
_OTHERS = {"other": "each", "another": "one"}
Fillers = tuple[Filler, ...]


class EventFinder:
    """Finds the events of one document; holds what the single steps share."""

    def __init__(
        self,
        actors: Actors,
        places: Mapping[int, Actor],
        language: Language,
        index: FrameIndex,
        speakers: Speakers,
    ) -> None:
        self._actors = actors
        self._language = language
        self._index = index
        self._events: list[Event] = []
        located: Actors = {**{i: (place,) for i, place in places.items()}, **actors}
        self._earlier = Earlier(actors, language, index, speakers, self._events)
        self._slots = Slots(actors, located, language, speakers, self._earlier)

    def find(self, doc: Doc) -> list[Event]:
        """All events of a document in text order."""
        for token in doc:
            event = self._event_at(token) or echo(token, self._events, self._actors)
            if event is not None:
                self._events.append(event)
        users = {i: event for event in self._events for i in event.consumed}
        told = [event for event in self._events if not repeats(event, users.get(event.trigger.i))]
        return [event for event in told if not (event.frame.weak and spelt_out(event, told))]

    def _event_at(self, token: Token) -> Event | None:
        if _is_compound_end(token):
            return None
        objects: frozenset[str] | None = None  # of this verb, worked out once for all its meanings
        for frame in self._candidates(token):
            if frame.kind == "verb" and objects is None:
                objects = object_lemmas(token)
            carrier = None if frame.kind == "verb" else self._carrier(token)
            if (frame.kind == "verb" and not fits(token, frame, objects)) or _is_figure(
                frame, token, carrier
            ):
                continue
            event = self._fill(frame, token, carrier)
            if event is not None and event.pairs() and in_range(event):
                return event
        return None

    def _candidates(self, token: Token) -> Iterable[Frame]:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            found = self._index.verbs.get(lemma, ())
            if token.tag_ == "VBN":
                return (*found, *self._index.adjectives.get(token.lower_, ()))
            return found or (self._index.nouns.get(token.lower_, ()) if token.tag_ == "VBG" else ())
        if token.pos_ in ("NOUN", "PROPN"):
            return self._index.nouns.get(lemma, ())
        if token.pos_ == "ADJ":
            return self._index.adjectives.get(lemma, ()) or self._participle(token)
        return ()

    def _participle(self, token: Token) -> Iterable[Frame]:
        return self._index.verbs.get(token.lemma_.lower(), ()) if token.tag_ in ("VBN", "VBG") else ()

    def _carrier(self, token: Token) -> Token | None:
        predicative = token.dep_ in ("acomp", "attr", "oprd")
        if token.pos_ == "ADJ" or (token.tag_ == "VBN" and predicative):
            return token.head if predicative or token.dep_ == "conj" else None
        if token.pos_ == "VERB":
            return token
        return carrier_of(token, self._language)

    def _fill(self, frame: Frame, trigger: Token, carrier: Token | None) -> Event | None:
        """The frame with its two sides; None where one is missing or the words speak against it."""
        if parties := self._slots.parties(frame, trigger):
            return Event(frame, trigger, carrier, parties, ())
        if frame.kind == "noun" and frame.reciprocal and len(syntax.oblique(trigger, "between")) > 1:
            return None  # "a pact between CHINA and somebody": nobody else's
        sources = self._slots.role(frame, frame.source, trigger, carrier)
        if not sources and frame.type == "ASSAULT" and frame.kind == "verb":
            sources = self._slots.attackers(trigger)
        acting = frozenset(each.actor.principal for each in sources if each.actor.resolved_by != "place")
        targets = self._slots.role(frame, frame.target, trigger, carrier, acting)
        sources = self._understood_sources(frame, trigger, carrier, sources, targets, acting)
        if not any(each.actor.represents for each in targets) and _mutual(trigger):
            targets = sources
        if frame.type == "AGREE" and targets and targets[0].slot == "comp" and self._is_hostile(trigger):
            return None
        if frame.type == "AGREE" and not frame.reciprocal and _among_themselves(sources, targets):
            return None
        if frame.reciprocal and _among_themselves(sources, targets):
            targets = ()
        elif frame.reciprocal and not targets and has_other_object(frame, trigger):
            return None
        answerers = self._earlier.answerers(frame, trigger)
        targets = targets or answerers
        if _is_open(frame, targets):
            targets = self._earlier.other_side(acting, trigger) or targets
        if not targets and not frame.reciprocal and not _is_quarrel(frame, trigger, sources):
            return None
        if not sources or _is_own_duty(sources, targets):
            return None
        if frame.reciprocal and not targets and self._is_asked_for(trigger):
            return None
        if frame.type == "CONSULT" and frame.kind == "verb" and _is_for_talks(trigger):
            frame = replace(frame, reciprocal=True, phrase="holds talks with")
        spent = consumed(trigger, frame)
        return Event(frame, trigger, carrier, sources, _others(sources, targets), spent, bool(answerers))

    def _understood_sources(
        self,
        frame: Frame,
        trigger: Token,
        carrier: Token | None,
        sources: Fillers,
        targets: Fillers,
        acting: frozenset[str],
    ) -> Fillers:
        """Who acts where the frame's slots do not say: the carrier's subject, a governor's, an answerer."""
        place = frame.relation == "partOf" and frame.kind == "noun"  # whatever becomes of "our territory"
        if place and carrier is not None and carrier.lemma_.lower() not in _GRAMMAR.copulas:
            carrier = None
        if not any(each.actor.represents for each in sources) and carrier is not None:
            sources = fillers(syntax.agents(carrier), self._actors, "subj") or sources
        if not sources and frame.kind == "noun":
            above = () if place or _is_others(frame, trigger) else self._slots.agent_above(trigger)
            sources = above or self._slots.described(frame, trigger, acting)
        if not sources and targets and targets[0].how == "anaphora" and frame.type in ANSWERING:
            sources = self._earlier.answering(trigger)
        if not sources and frame.type == "REQUEST" and _is_agentless(trigger):
            sources = self._slots.speakers(trigger)  # "the ministry said Chile was urged to withdraw"
        return sources

    def _is_asked_for(self, noun: Token) -> bool:
        """ "Russia and China urged NEGOTIATIONS": with each other is not what they ask."""
        verb, how = (noun.head.head, noun.head.lower_) if noun.dep_ == "pobj" else (noun.head, "noun")
        if noun.dep_ not in ("dobj", "pobj"):
            return False
        asked = self._language.operators.get(verb.lemma_.lower(), ())
        return any(each.modality == "requested" and how in each.complements for each in asked)

    def _fitting(self, verb: Token) -> Iterator[Frame]:
        """The meanings that the words around a verb allow, whoever takes part."""
        return (frame for frame in self._candidates(verb) if frame.kind != "verb" or fits(verb, frame))

    def _is_hostile(self, trigger: Token) -> bool:
        """ "The EU agreed to ban Belarusian carriers" is no agreement with Belarus."""
        acts = [frame for clause in clauses.complements(trigger) for frame in self._fitting(clause)]
        return bool(acts) and all(frame.type in _CONFLICT for frame in acts)


def _is_others(frame: Frame, noun: Token) -> bool:
    """ "Tried to end the conflict IN YEMEN", "warned against an attack BY THE WEST": no act of who speaks."""
    far = frame.reciprocal and frame.type == "ASSAULT" and bool(syntax.oblique(noun, "in"))
    return far or bool(syntax.oblique(noun, "by"))


def _is_open(frame: Frame, targets: Fillers) -> bool:
    """Whether the context has to say against whom: "recalled its envoy", "expelled all diplomats"."""
    nobodys = frame.type == "SANCTION" and bool(targets) and all(_is_nobodys_envoy(t.actor) for t in targets)
    return nobodys or (frame.implicit and not any(each.actor.represents for each in targets))


def _is_nobodys_envoy(actor: Actor) -> bool:
    """ "Expels ALL DIPLOMATS": they are of some state, most likely the one that the report is about."""
    return actor.represents is None and actor.role == "diplomat"


def _is_figure(frame: Frame, noun: Token, carrier: Token | None) -> bool:
    """A "trade WAR" kills nobody, and who "presents a draft AGREEMENT" has not agreed yet."""
    if frame.kind != "noun" or _is_line(noun) or _is_named_in_pact(noun):
        return frame.kind == "noun"
    if frame.type == "ASSAULT":
        kinds = (child.lower_ for child in noun.children if child.dep_ in ("amod", "compound"))
        return not _BLOODLESS.isdisjoint(kinds) or _is_kind_of(noun)
    return frame.type == "AGREE" and carrier is not None and carrier.lemma_ in _GRAMMAR.issuing


def _is_agentless(verb: Token) -> bool:
    return clauses.is_passive(verb) and not any(child.dep_ == "agent" for child in verb.children)


def _is_kind_of(noun: Token) -> bool:
    """ "Prisoners of WAR": a bare noun after "of" says which kind, not that there is one."""
    bare = all(child.dep_ in ("cc", "conj", "punct", "amod") for child in noun.children)
    return bare and noun.dep_ == "pobj" and noun.head.lower_ == "of"


def _is_named_in_pact(noun: Token) -> bool:
    """ "A declaration of FRIENDSHIP": signing it is the act."""
    return _is_kind_of(noun) and noun.head.head.lemma_.lower() in _PACTS


def _is_line(noun: Token) -> bool:
    """ "The LINE OF contact between A and B" lies on a map."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() == "line"


def _is_compound_end(token: Token) -> bool:
    """ "Long-STANDING", "far-REACHING": what only qualifies a noun is no act."""
    if token.tag_ != "VBG" or token.dep_ != "amod" or token.i < 2:
        return False
    first, hyphen = token.doc[token.i - 2], token.doc[token.i - 1]
    joined = hyphen.text == "-" and not first.whitespace_ + hyphen.whitespace_
    return joined and first.pos_ in ("ADJ", "ADV")


def _among_themselves(sources: Fillers, targets: Fillers) -> bool:
    """ "France and Germany agreed to watch Libya" is an agreement of the two, not with the third."""
    several = len({source.actor.principal for source in sources}) > 1
    return several and bool(targets) and targets[0].slot == "comp"


def _is_own_duty(sources: Fillers, targets: Fillers) -> bool:
    """ "Japan said BOTH SIDES should work together" is no demand on the other side."""
    spoken = bool(sources) and sources[0].slot == "speaker"
    return spoken and sources[0].actor.principal in {each.actor.principal for each in targets}


def _others(sources: Fillers, targets: Fillers) -> Fillers:
    """The targets without those who act, unless there is only one."""
    own = {source.actor.id for source in sources}
    return tuple(each for each in targets if each.actor.id not in own or len(targets) == 1)


def _mutual(trigger: Token) -> bool:
    """ "shelled EACH OTHER's villages", "fired at ONE ANOTHER"."""
    subjects = [child for child in trigger.children if child.dep_ == "nsubj"]
    if any(determiner(each) == "each" or each.lower_ == "each" for each in subjects):
        return any(child.lower_ == "other" and child.dep_ in ("dobj", "pobj") for child in trigger.subtree)
    return any(
        token.doc[token.i - 1].lower_ == _OTHERS[token.lower_] and clauses.clause_of(token) == trigger
        for token in trigger.subtree
        if token.lower_ in _OTHERS and token.i
    )


def _is_for_talks(verb: Token) -> bool:
    """ "Was received FOR TALKS": the visit is a meeting, unless the talks are with somebody else."""
    nouns = [noun for noun in syntax.oblique(verb, "for") if noun.lemma_.lower() in _GRAMMAR.talks]
    return bool(nouns) and not any(syntax.oblique(noun, "with") for noun in nouns)


def _is_quarrel(frame: Frame, trigger: Token, sources: tuple[Filler, ...]) -> bool:
    """ "Both states have deployed missiles": two that act against nobody else act against each other."""
    said = (each.how == "direct" and each.actor.resolved_by == "plural" for each in sources)
    two = len(sources) == 2 and all(said)
    return (
        two
        and trigger.tag_ != "VB"
        and frame.type in _CONFLICT
        and not any(" " in slot for slot in frame.target)
        and not any(child.dep_ == "prep" and child.lower_ in frame.target for child in trigger.children)
    )
