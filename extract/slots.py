"""Slots: who fills the source and the target of a frame at a trigger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from extract import clauses, subjects, syntax
from extract.arguments import (
    Actors,
    Filler,
    authors_of,
    fillers,
    inside,
    nearest_left,
    owners_of,
    places_only,
)
from extract.earlier import Earlier, Speakers
from extract.frame_fit import light_object
from extract.positions import slot_tokens
from ontology.frames import Frame, load_classes
from ontology.grammar import load_grammar
from ontology.language import Language

_GRAMMAR = load_grammar()
_CAMPAIGNS = frozenset(load_classes()["campaigns"])
_APPEALS = frozenset(load_classes()["appeals"]) | frozenset(load_classes()["pacts"])
_TRAVEL = frozenset(load_classes()["travel"])
_TAKEN_UP = ("REJECT", "ACCUSE", "SUPPORT")
_VENUES = ("with", "to", "at", "before")  # "a complaint to the WTO" is about somebody else
_OWNERLESS = ("poss", "named", "anti")


@dataclass(frozen=True, slots=True)
class Slots:
    """The actors of one document, and how a slot of a frame finds its own among them.

    `located` are actors and places together, for prepositions after which a place stands for its state.
    """

    actors: Actors
    located: Actors
    language: Language
    speakers: Speakers
    earlier: Earlier

    def parties(self, frame: Frame, trigger: Token) -> tuple[Filler, ...]:
        """Both sides of a reciprocal noun: "talks between A and B", "US-China talks", "mend ties between"."""
        noun = light_object(trigger, frame) if frame.kind == "verb" and frame.objects else trigger
        if not frame.reciprocal or noun is None or noun.pos_ in ("VERB", "AUX"):
            return ()
        for slot in ("between", "among", "poss", "of") if frame.kind == "noun" else ("between",):
            found = fillers(slot_tokens(noun, None, slot), self.actors, slot, owners=False)
            if len({each.actor.principal for each in found}) > 1:
                return found
        return _between(noun, self.actors) if frame.kind == "noun" else ()

    def role(
        self,
        frame: Frame,
        slots: Iterable[str],
        trigger: Token,
        carrier: Token | None,
        but: frozenset[str] = frozenset(),
    ) -> tuple[Filler, ...]:
        for slot in slots:
            found = (
                inside(trigger, self.actors, but)
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
            return self.speakers(trigger)
        if slot == "left":
            return fillers(nearest_left(trigger, self.actors), self.actors, slot)
        if slot == "subj" and frame.kind == "adjective":
            tokens = subjects.surface_subject(carrier) if carrier else []
        else:
            tokens = slot_tokens(trigger, carrier, slot)
        if slot == "with" and frame.reciprocal:  # "met WITH THE HELP of Qatar"
            tokens = [each for each in tokens if each.lemma_.lower() not in _GRAMMAR.abetting]
        named = self.located if slot in _GRAMMAR.place_slots else self.actors
        found = fillers(tokens, named, slot, slot not in _OWNERLESS, but)
        if frame.type == "ACCUSE" and "complaint" in (*frame.objects, *frame.lemmas) and slot in _VENUES:
            found = tuple(each for each in found if each.actor.type not in ("organisation", "body"))
        if slot in ("subj", "poss"):
            found = tuple(each for each in found if not places_only(each))
        if frame.source_roles and slot in frame.source:
            found = tuple(each for each in found if each.actor.role in frame.source_roles)
        if slot == "obj" and _takes_up_clause(trigger, tokens, frame.type):
            return fillers(syntax.agents(trigger.sent.root), self.actors, slot) or found
        if slot == "named":
            found = tuple(each for each in found if not places_only(each))
        if found or slot not in ("obj", "subj") or frame.type is None:
            return found
        return self._issuers(tokens) or self.earlier.pointed_at(tokens, trigger, slot)

    def _issuers(self, tokens: list[Token]) -> tuple[Filler, ...]:
        """Those who issued a text that acts: "Tunisia circulated a draft that calls on …"."""
        for noun in tokens:
            if noun.lemma_.lower() in _GRAMMAR.document_nouns and noun.dep_ in ("dobj", "nsubjpass"):
                return fillers(syntax.agents(noun.head), self.actors, "subj", owners=False)
        return ()

    def agent_above(self, noun: Token) -> tuple[Filler, ...]:
        """Whose event it is when a governor names it: "the EU's plan for talks", "wants talks"."""
        current = noun
        if noun.dep_ == "pobj" and noun.head.lower_ in ("during", "on") and noun.lemma_.lower() in _TRAVEL:
            return fillers(syntax.agents(noun.head.head), self.actors, "subj")  # "said DURING A VISIT to"
        if noun.dep_ == "pobj" and noun.lemma_.lower() in _GRAMMAR.talks and self._travels(noun.head):
            return fillers(syntax.agents(noun.head.head), self.actors, "subj")
        for _ in range(4):
            head = current.head
            if current.dep_ == "pobj" and head.lower_ in _GRAMMAR.temporal:
                return ()
            if current.dep_ == "pobj" and (self._judges(head) or _charges(head)):
                return fillers(_charged(head.head), self.actors, "subj")
            if current.dep_ == "pobj" and head.head.lemma_.lower() in self.language.operators:
                current = head.head
            elif current.dep_ == "pobj" and head.head.lemma_.lower() in _GRAMMAR.document_nouns:
                return tuple(owners_of(head.head, self.actors, "subj"))
            elif (
                current.dep_ in ("dobj", "conj", "nsubjpass")
                and head.lemma_.lower() in self.language.operators
            ):
                current = head
            else:
                return ()
            if current.pos_ == "NOUN":
                found = fillers(subjects.noun_agent(current), self.actors, "subj")
            else:
                found = fillers(syntax.agents(current), self.actors, "subj")
            if found:
                return found
        return ()

    def _travels(self, preposition: Token) -> bool:
        """ "Arrived in Oman FOR talks with Iran": who travels holds the talks."""
        meanings = self.earlier.index.verbs.get(preposition.head.lemma_.lower(), ())
        return preposition.lower_ == "for" and any(frame.mode == "visit" for frame in meanings)

    def _judges(self, preposition: Token) -> bool:
        """ "Protested OVER the killing", "criticised Chad FOR the raid": the deed is not the judge's."""
        operators = self.language.operators.get(preposition.head.lemma_.lower(), ())
        return any(each.judges and preposition.lower_ in each.complements for each in operators)

    def attackers(self, verb: Token) -> tuple[Filler, ...]:
        """Whose attack it was: "killed in an ambush by rebels", "wounded in RUSSIAN shelling"."""
        for preposition in ("in", "during", "by", "after"):
            gerunds = [
                child for prep in verb.children if prep.lower_ == preposition for child in prep.children
            ]
            for noun in (*syntax.oblique(verb, preposition), *gerunds):  # "in SHELLING by" read as a verb
                named = noun.lemma_.lower() in _CAMPAIGNS or noun.lower_ in _CAMPAIGNS
                if named and (found := authors_of(noun, self.actors, "subj")):
                    return tuple(found)
        return ()

    def described(self, frame: Frame, noun: Token, acting: frozenset[str]) -> tuple[Filler, ...]:
        """Whom a noun of standing tells about: "Kenya, a MEMBER of …", "NATO MEMBER Albania"."""
        if frame.type is not None:
            return ()
        beside = [child for child in noun.children if child.dep_ == "appos"]
        if noun.dep_ in ("appos", "compound", "nmod") and noun.head.pos_ == "PROPN":
            beside.append(noun.head)
        return fillers(clauses.expand(beside), self.actors, "subj", owners=False)


def _charges(preposition: Token) -> bool:
    """ "Accused Chad OF violations": the deed is of who is charged."""
    verb = preposition.head
    return preposition.lower_ in _GRAMMAR.object_gerund and verb.lemma_.lower() in _GRAMMAR.charging


def _charged(verb: Token) -> list[Token]:
    """ "Denounced CHAD over the raid": who is blamed did it."""
    return syntax.patients(verb) if verb.lemma_.lower() in _GRAMMAR.charging else []


def _between(noun: Token, actors: Actors) -> tuple[Filler, ...]:
    """ "Clashes broke out BETWEEN Mali and Niger": the phrase hangs on the verb that tells of the event."""
    if noun.dep_ != "nsubj" or noun.head.pos_ != "VERB" or syntax.patients(noun.head):
        return ()
    found = fillers(syntax.oblique(noun.head, "between"), actors, "between", owners=False)
    return found if len({each.actor.principal for each in found}) > 1 else ()


def _takes_up_clause(verb: Token, objects: list[Token], kind: str | None) -> bool:
    """ "Nepal acted for China, WHICH Kathmandu rejected": the pronoun takes up all that was said.

    What is condemned or praised is more often the thing named last, unless that is a name.
    """
    relative = [child for child in verb.children if child.lower_ == "which" and child.dep_ == "dobj"]
    if kind not in _TAKEN_UP or verb.dep_ != "relcl" or not relative or not objects or relative[0].i == 0:
        return False
    noun = objects[0]
    fits = noun.lemma_.lower() not in _APPEALS if kind == "REJECT" else noun.pos_ == "PROPN"
    return fits and verb.doc[relative[0].i - 1].text == ","
