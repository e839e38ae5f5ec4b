"""Events: which frames the words of a document evoke, and who stands where in them.

Every verb, noun and adjective that triggers a frame is tried against its meanings, most specific
first; the first whose source and target are filled is the event. Nouns that point back to an event
told before ("the seizure") lend its parties to the verb that judges it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from extract import syntax
from extract.arguments import (
    Actors,
    Filler,
    authors_of,
    fillers,
    inside,
    nearest_left,
    owners_of,
    places_only,
    slot_tokens,
)
from extract.factuality import carrier_of
from ontology.frames import Frame, load_classes, load_frames
from ontology.grammar import load_grammar
from ontology.language import Anaphora, Language
from ontology.records import Actor
from ontology.terms import (
    ACTOR_TYPES,
    EVENT_TYPES,
    MATERIAL_CONFLICT,
    MATERIAL_COOPERATION,
    RELATION_RANGES,
    VERBAL_CONFLICT,
)

Speakers = Callable[[Token], tuple[Filler, ...]]

_GRAMMAR = load_grammar()
_MATERIAL = tuple(
    t for t, (quad, *_) in EVENT_TYPES.items() if quad in (MATERIAL_CONFLICT, MATERIAL_COOPERATION)
)
_CONFLICT = tuple(t for t, (quad, *_) in EVENT_TYPES.items() if quad in (MATERIAL_CONFLICT, VERBAL_CONFLICT))
_ANSWERING = ("REJECT", "AGREE", "CONCEDE")
_CAMPAIGNS = frozenset(load_classes()["campaigns"])
_ANSWERS = ("REJECT",)
_APPEALS = frozenset(load_classes()["appeals"]) | frozenset(load_classes()["pacts"])
_OWNERLESS = ("poss", "named", "anti")
_BACKWARD_TOKENS = 160
_STEP_TOKENS = 60


@dataclass(frozen=True, slots=True)
class Event:
    """One frame evoked by one trigger, with the actors in its two roles."""

    frame: Frame
    trigger: Token
    carrier: Token | None
    sources: tuple[Filler, ...]
    targets: tuple[Filler, ...]
    consumed: tuple[int, ...] = ()
    answered: bool = False  # told by way of its answer: "Peru rejected CHILE'S DEMAND"

    def pairs(self, one_sided: bool = False) -> list[tuple[Filler, Filler]]:
        """Source and target of each claim: all combinations, both directions where reciprocal.

        `one_sided` leaves out the way back: a plan of A to meet B is not yet a plan of B.
        """
        if not self.targets:
            crossed = [(a, b) for a in self.sources for b in self.sources]
        else:
            crossed = [(a, b) for a in self.sources for b in self.targets]
            if self.frame.reciprocal and not one_sided:
                crossed += [(b, a) for a, b in crossed]
        return [(a, b) for a, b in crossed if _differ(a, b) or _twins(a, b)]


def _differ(a: Filler, b: Filler) -> bool:
    return a.actor.id != b.actor.id and a.token.i != b.token.i


def _mutual(trigger: Token) -> bool:
    """ "shelled EACH OTHER's villages", "fired at ONE ANOTHER"."""
    pairs = (("each", "other"), ("one", "another"))
    return any(
        (child.lower_, token.lower_) in pairs
        for token in trigger.subtree
        for child in token.children
        if child.i == token.i - 1 and syntax.clause_of(token) == trigger
    )


def _takes_up_clause(verb: Token, objects: list[Token]) -> bool:
    """ "Nepal acted for China, WHICH Kathmandu rejected": the pronoun takes up all that was said."""
    relative = [child for child in verb.children if child.lower_ == "which" and child.dep_ == "dobj"]
    if verb.dep_ != "relcl" or not relative or not objects or relative[0].i == 0:
        return False
    return verb.doc[relative[0].i - 1].text == "," and objects[0].lemma_.lower() not in _APPEALS


def _spelt_out(event: Event, others: Iterable[Event]) -> bool:
    """ "Promised Chile to send tanks": the tanks tell more than the promise."""
    clauses = [token.i for clause in syntax.complements(event.trigger) for token in clause.subtree]
    return any(other.trigger.i in clauses for other in others)


def _is_for_talks(verb: Token) -> bool:
    """ "Was received FOR TALKS": the visit is a meeting, unless the talks are with somebody else."""
    nouns = [noun for noun in syntax.oblique(verb, "for") if noun.lemma_.lower() in _GRAMMAR.talks]
    return bool(nouns) and not any(syntax.oblique(noun, "with") for noun in nouns)


def _in_range(event: Event) -> bool:
    """ "Kosovo belongs to Serbia" makes it no member: the relation wants another kind of object."""
    allowed = RELATION_RANGES.get(event.frame.relation, ACTOR_TYPES)
    return any(target.actor.type in allowed for _, target in event.pairs())


def _is_quarrel(frame: Frame, sources: tuple[Filler, ...]) -> bool:
    """ "Both states have deployed missiles": two that act against nobody else act against each other."""
    two = len(sources) == 2 and all(each.actor.resolved_by == "plural" for each in sources)
    return two and frame.type in _CONFLICT and not any(" " in slot for slot in frame.target)


def _twins(a: Filler, b: Filler) -> bool:
    """Two actors that one plural noun stands for: "the two countries"."""
    return a.token.i == b.token.i and a.actor.principal != b.actor.principal


def _repeats(event: Event, user: Event | None) -> bool:
    """True when a verb frame that took this noun as its object tells the same: "breaks off talks".

    "Kenya hosted talks between Somalia and Ethiopia" tells two things, and both stay.
    """
    if user is None:
        return False
    hosts = {filler.actor.id for filler in user.sources}
    return any(filler.actor.id in hosts for filler in event.sources)


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """Frames by trigger lemma, most specific first."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]

    def lemmas(self) -> frozenset[str]:
        """The lemmas of all triggers and of the words that restrict them."""
        tables = (self.verbs, self.nouns, self.adjectives)
        frames = (frame for table in tables for found in table.values() for frame in found)
        return frozenset(
            word for frame in frames for word in (*frame.lemmas, *frame.objects, *frame.predicatives)
        )


def _specificity(frame: Frame) -> tuple[int, bool, bool]:
    restrictions = (
        bool(frame.objects) * 2
        + bool(frame.particle)
        + bool(frame.complement)
        + bool(frame.predicatives) * 3
        + bool(frame.paths) * 2
        + bool(frame.source_roles)
    )
    spelt = any(" " in slot for slot in frame.target)  # "to the border with" says more than "to"
    return (-restrictions, not spelt, "obj" in frame.target)


@cache
def frame_index(frames: tuple[Frame, ...] | None = None) -> FrameIndex:
    """The index over the given frames, or over the whole lexicon."""
    tables: dict[str, dict[str, list[Frame]]] = {"verb": {}, "noun": {}, "adjective": {}}
    for frame in frames if frames is not None else load_frames():
        for lemma in frame.lemmas:
            tables[frame.kind].setdefault(lemma, []).append(frame)
    ordered = {
        kind: {lemma: tuple(sorted(found, key=_specificity)) for lemma, found in table.items()}
        for kind, table in tables.items()
    }
    return FrameIndex(ordered["verb"], ordered["noun"], ordered["adjective"])


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
        self._located: Actors = {**{i: (place,) for i, place in places.items()}, **actors}
        self._language = language
        self._index = index
        self._speakers = speakers
        self._events: list[Event] = []

    def find(self, doc: Doc) -> list[Event]:
        """All events of a document in text order."""
        for token in doc:
            event = self._event_at(token)
            if event is not None:
                self._events.append(event)
        users = {i: event for event in self._events for i in event.consumed}
        told = [event for event in self._events if not _repeats(event, users.get(event.trigger.i))]
        return [event for event in told if not (event.frame.weak and _spelt_out(event, told))]

    def _event_at(self, token: Token) -> Event | None:
        for frame in self._candidates(token):
            carrier = None if frame.kind == "verb" else self._carrier(token)
            if frame.kind == "verb" and not _fits(token, frame):
                continue
            event = self._fill(frame, token, carrier)
            if event is not None and event.pairs() and _in_range(event):
                return event
        return None

    def _candidates(self, token: Token) -> Iterable[Frame]:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            found = self._index.verbs.get(lemma, ())
            if token.tag_ == "VBN":
                return (*found, *self._index.adjectives.get(token.lower_, ()))
            return found or (self._index.nouns.get(lemma, ()) if token.tag_ == "VBG" else ())
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
        parties = self._parties(frame, trigger)
        if parties:
            return Event(frame, trigger, carrier, parties, ())
        sources = self._role(frame, frame.source, trigger, carrier)
        if not sources and frame.type == "ASSAULT" and frame.kind == "verb":
            sources = self._attackers(trigger)
        acting = frozenset(each.actor.principal for each in sources if each.actor.resolved_by != "place")
        targets = self._role(frame, frame.target, trigger, carrier, acting)
        if not any(each.actor.represents for each in sources) and carrier is not None:
            sources = fillers(syntax.agents(carrier), self._actors, "subj") or sources
        if not sources and frame.kind == "noun":
            sources = self._agent_above(trigger) or self._described(frame, trigger, acting)
        if not sources and targets and targets[0].how == "anaphora" and frame.type in _ANSWERING:
            sources = self._answering(trigger)
        if not any(each.actor.represents for each in targets) and _mutual(trigger):
            targets = sources
        if frame.type == "AGREE" and targets and targets[0].slot == "comp" and self._is_hostile(trigger):
            return None
        if frame.reciprocal and self._among_themselves(sources, targets):
            targets = ()
        elif frame.reciprocal and not targets and _has_other_object(frame, trigger):
            return None
        answerers = self._answerers(frame, trigger)
        targets = targets or answerers
        if not targets and frame.implicit:
            targets = self._other_side(acting, trigger)
        if not sources or (not targets and not frame.reciprocal and not _is_quarrel(frame, sources)):
            return None
        targets = tuple(
            each
            for each in targets
            if each.actor.id not in {s.actor.id for s in sources} or len(targets) == 1
        )
        if frame.type == "CONSULT" and frame.kind == "verb" and _is_for_talks(trigger):
            frame = replace(frame, reciprocal=True)
        return Event(
            frame, trigger, carrier, sources, targets, _consumed(trigger, frame), bool(answerers and sources)
        )

    def _is_hostile(self, trigger: Token) -> bool:
        """ "The EU agreed to ban Belarusian carriers" is no agreement with Belarus."""
        acts = [frame for clause in syntax.complements(trigger) for frame in self._candidates(clause)]
        return bool(acts) and all(frame.type in _CONFLICT for frame in acts)

    @staticmethod
    def _among_themselves(sources: tuple[Filler, ...], targets: tuple[Filler, ...]) -> bool:
        """ "France and Germany agreed to watch Libya" is an agreement of the two, not with the third."""
        several = len({source.actor.principal for source in sources}) > 1
        return several and bool(targets) and targets[0].slot == "comp"

    def _parties(self, frame: Frame, trigger: Token) -> tuple[Filler, ...]:
        """Both sides of a reciprocal noun: "talks between A and B", "US-China talks"."""
        if frame.kind != "noun" or not frame.reciprocal:
            return ()
        for slot in ("between", "among", "poss", "of"):
            found = fillers(slot_tokens(trigger, None, slot), self._actors, slot, owners=False)
            if len({each.actor.principal for each in found}) > 1:
                return found
        return ()

    def _role(
        self,
        frame: Frame,
        slots: Iterable[str],
        trigger: Token,
        carrier: Token | None,
        but: frozenset[str] = frozenset(),
    ) -> tuple[Filler, ...]:
        for slot in slots:
            found = (
                inside(trigger, self._actors, but)
                if slot == "comp"
                else self._slot(frame, slot, trigger, carrier, but)
            )
            if found:
                return found
        return ()

    def _slot(
        self,
        frame: Frame,
        slot: str,
        trigger: Token,
        carrier: Token | None,
        but: frozenset[str] = frozenset(),
    ) -> tuple[Filler, ...]:
        if slot == "speaker":
            return self._speakers(trigger)
        if slot == "left":
            return fillers(nearest_left(trigger, self._actors), self._actors, slot)
        if slot == "subj" and frame.kind == "adjective":
            tokens = syntax.surface_subject(carrier) if carrier else []
        else:
            tokens = slot_tokens(trigger, carrier, slot)
        named = self._located if slot in _GRAMMAR.place_slots else self._actors
        found = fillers(tokens, named, slot, slot not in _OWNERLESS, but)
        if slot in ("subj", "poss"):
            found = tuple(each for each in found if not places_only(each))
        if frame.source_roles and slot in frame.source:
            found = tuple(each for each in found if each.actor.role in frame.source_roles)
        if frame.type in _ANSWERS and slot == "obj" and _takes_up_clause(trigger, tokens):
            return fillers(syntax.agents(trigger.sent.root), self._actors, slot) or found
        if found or slot not in ("obj", "subj"):
            return found
        return self._issuers(tokens) or self._pointed_at(tokens, trigger, slot)

    def _issuers(self, tokens: list[Token]) -> tuple[Filler, ...]:
        """Those who issued a text that acts: "Tunisia circulated a draft that calls on …"."""
        for noun in tokens:
            if noun.lemma_.lower() in _GRAMMAR.document_nouns and noun.dep_ in ("dobj", "nsubjpass"):
                return fillers(syntax.agents(noun.head), self._actors, "subj", owners=False)
        return ()

    def _agent_above(self, noun: Token) -> tuple[Filler, ...]:
        """Whose event it is when a governor names it: "the EU's plan for talks", "wants talks"."""
        current = noun
        for _ in range(4):
            head = current.head
            if current.dep_ == "pobj" and head.lower_ in _GRAMMAR.temporal:
                return ()
            if current.dep_ == "pobj" and head.head.lemma_.lower() in self._language.operators:
                current = head.head
            elif current.dep_ == "pobj" and head.head.lemma_.lower() in _GRAMMAR.document_nouns:
                return tuple(owners_of(head.head, self._actors, "subj"))
            elif (
                current.dep_ in ("dobj", "conj", "nsubjpass")
                and head.lemma_.lower() in self._language.operators
            ):
                current = head
            else:
                return ()
            if current.pos_ == "NOUN":
                found = fillers(syntax.noun_agent(current), self._actors, "subj")
            else:
                found = fillers(syntax.agents(current), self._actors, "subj")
            if found:
                return found
        return ()

    def _attackers(self, verb: Token) -> tuple[Filler, ...]:
        """Whose attack it was: "killed in an ambush by rebels", "wounded in RUSSIAN shelling"."""
        for preposition in ("in", "during", "by", "after"):
            for noun in syntax.oblique(verb, preposition):
                found = authors_of(noun, self._actors, "subj") if noun.lemma_.lower() in _CAMPAIGNS else []
                if found:
                    return tuple(found)
        return ()

    def _described(self, frame: Frame, noun: Token, acting: frozenset[str]) -> tuple[Filler, ...]:
        """Whom a noun of standing tells about: "Kenya, a MEMBER of …", "NATO MEMBER Albania"."""
        if frame.type is not None:
            return ()
        beside = [child for child in noun.children if child.dep_ == "appos"]
        if noun.dep_ in ("appos", "compound", "nmod") and noun.head.pos_ == "PROPN":
            beside.append(noun.head)
        return fillers(syntax.expand(beside), self._actors, "subj", owners=False)

    def _pointed_at(self, tokens: list[Token], trigger: Token, slot: str) -> tuple[Filler, ...]:
        """The parties of the earlier event that a definite noun points back to."""
        judges = self._judges(trigger) if slot == "obj" else self._objects(trigger)
        for noun in tokens:
            entry = self._pointing(noun, trigger)
            if entry is None or self._is_own(noun, judges):
                continue
            earlier = self._antecedent(noun, entry, judges)
            if earlier is not None:
                parties = (
                    earlier.sources if not earlier.frame.reciprocal else earlier.sources + earlier.targets
                )
            else:
                parties = self._last_agent(noun, judges) if entry.any_act else ()
            return tuple(
                replace(party, token=noun, slot=slot, how="anaphora")
                for party in parties
                if party.actor.principal not in judges
            )
        return ()

    def _judges(self, trigger: Token) -> set[str]:
        return {filler.actor.principal for filler in fillers(syntax.agents(trigger), self._actors, "subj")}

    def _is_own(self, noun: Token, judges: set[str]) -> bool:
        """ "defended HIS decision" points back to nobody else."""
        owners = (child for child in noun.children if child.dep_ == "poss")
        return any(actor.principal in judges for child in owners for actor in self._actors.get(child.i, ()))

    def _objects(self, trigger: Token) -> set[str]:
        return {filler.actor.principal for filler in fillers(syntax.patients(trigger), self._actors, "obj")}

    def _pointing(self, noun: Token, trigger: Token | None = None) -> Anaphora | None:
        entry = self._language.anaphora.get(noun.lemma_.lower())
        definite = any(child.lower_ in _GRAMMAR.pointing for child in noun.children) or noun.dep_ == "appos"
        definite = definite or (trigger is not None and trigger.dep_ == "relcl" and trigger.head.i == noun.i)
        return entry if entry and definite else None

    def _last_agent(self, noun: Token, judges: set[str]) -> tuple[Filler, ...]:
        """Whoever acted last before "the step" when what they did evokes no frame of its own."""
        for i in range(noun.i - 1, max(0, noun.i - _STEP_TOKENS), -1):
            verb = noun.doc[i]
            if verb.pos_ != "VERB" or verb.lemma_.lower() in self._language.reporting:
                continue
            agents = fillers(syntax.agents(verb), self._actors, "subj", owners=False)
            if agents and not judges & {each.actor.principal for each in agents}:
                return agents
        return ()

    def _antecedent(self, noun: Token, entry: Anaphora, judges: set[str]) -> Event | None:
        suited = [
            event
            for event in self._events
            if (event.frame.type in entry.types or (entry.any_act and event.trigger.sent == noun.sent))
            and noun.i - _BACKWARD_TOKENS < event.trigger.i < noun.i
            and not judges & {source.actor.principal for source in event.sources}
        ]
        about_judge = [event for event in suited if judges & {each.actor.principal for each in event.targets}]
        same_word = [event for event in suited if event.trigger.lemma_[:5] == noun.lemma_[:5]]
        weighty = [event for event in suited if event.frame.type in _MATERIAL] if entry.any_act else []
        best = about_judge or same_word or weighty or suited
        return best[-1] if best else None

    def _other_side(self, acting: frozenset[str], trigger: Token) -> tuple[Filler, ...]:
        """The other party of the actor's last event, for an act that always goes against somebody."""
        for event in reversed(self._events):
            if event.trigger.i < trigger.i - _BACKWARD_TOKENS:
                break
            for mine, others in ((event.sources, event.targets), (event.targets, event.sources)):
                if acting & {each.actor.principal for each in mine}:
                    found = [each for each in others if each.actor.principal not in acting]
                    if found:
                        return tuple(replace(each, token=trigger, how="anaphora") for each in found)
        return ()

    def _answerers(self, frame: Frame, noun: Token) -> tuple[Filler, ...]:
        """Whom a request was made to, as their answer tells: "PERU turned down the Chilean demand"."""
        if frame.kind != "noun" or frame.type != "REQUEST" or noun.dep_ not in ("dobj", "nsubjpass", "pobj"):
            return ()
        verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun.head
        if verb.lemma_.lower() in self._language.support:
            return ()
        if not any(meaning.type in _ANSWERING for meaning in self._index.verbs.get(verb.lemma_.lower(), ())):
            return ()
        return fillers(syntax.agents(verb), self._actors, "subj")

    def _answering(self, trigger: Token) -> tuple[Filler, ...]:
        """Who answers in "the proposal was refused": those it was made to."""
        for noun in syntax.patients(trigger):
            entry = self._pointing(noun)
            earlier = self._antecedent(noun, entry, set()) if entry else None
            if earlier is not None:
                return tuple(replace(each, how="anaphora") for each in earlier.targets)
        return ()


def _fits(verb: Token, frame: Frame) -> bool:
    """The restrictions of a verb frame: particle, light object, complement, predicative."""
    if frame.particle is not None and not _has_particle(verb, frame.particle):
        return False
    loose = frame.particle is None and not frame.objects and frame.complement is None and not frame.paths
    if loose and syntax.particle(verb) in ("off", "back"):  # "broke off" is not "broke"
        return False
    if frame.objects and light_object(verb, frame) is None:
        return False
    if frame.predicatives and not _has_predicative(verb, frame.predicatives):
        return False
    if frame.paths and not any(syntax.oblique(verb, path) for path in frame.paths):
        return False
    return frame.complement is None or bool(syntax.complements(verb, frame.complement))


def _has_other_object(frame: Frame, trigger: Token) -> bool:
    """ "France and Germany met the deadline": the object is no partner, so they did not meet."""
    return (
        frame.kind == "verb"
        and not frame.objects
        and trigger.lemma_.lower() not in _GRAMMAR.topical
        and bool(syntax.patients(trigger))
        and not syntax.is_passive(trigger)
    )


def _has_particle(verb: Token, particle: str) -> bool:
    if any(child.lower_ == particle and child.dep_ in ("prt", "prep", "advmod") for child in verb.children):
        return True
    return particle == "for" and any(syntax.is_for_to(child) for child in verb.children)


def _has_predicative(verb: Token, lemmas: tuple[str, ...]) -> bool:
    heads = [
        child for child in verb.children if child.dep_ in ("oprd", "attr", "dobj", "acomp", "ccomp", "xcomp")
    ]
    heads += [
        noun
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ == "as"
        for noun in child.children
    ]
    heads += [
        deeper
        for head in heads
        for deeper in head.children
        if deeper.dep_ in ("attr", "dobj", "oprd", "acomp", "appos")
    ]
    return any(token.lemma_.lower() in lemmas for head in heads for token in syntax.conjuncts(head))


def light_object(verb: Token, frame: Frame) -> Token | None:
    """The direct object that makes the verb this frame's: "sanctions" for impose + sanction."""
    for noun in (*syntax.patients(verb), *(child for child in verb.children if child.dep_ == "dobj")):
        measured = syntax.oblique(noun, "of") if noun.lemma_.lower() in _GRAMMAR.measures else []
        for each in (noun, *measured):
            if each.lemma_.lower() in frame.objects:
                return each
    return None


def _consumed(trigger: Token, frame: Frame) -> tuple[int, ...]:
    """Nouns whose own frames the trigger has used up: its light object, and words that a slot spells out."""
    if frame.kind != "verb":
        return ()
    noun = light_object(trigger, frame) if frame.objects else None
    spelt = {word for slot in frame.target if " " in slot for word in slot.split()}
    path = [token.i for token in trigger.subtree if spelt and token.lower_ in spelt and token.pos_ == "NOUN"]
    return (*path, noun.i) if noun is not None else tuple(path)
