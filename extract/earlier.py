"""Earlier events: whom "the seizure", "the step" or an act without a stated other side point back to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract import syntax
from extract.arguments import Actors, Filler, authors_of, fillers, owners_of
from extract.events import Event
from extract.frame_index import FrameIndex
from extract.noun_phrases import determiner
from ontology.frames import Frame, load_classes
from ontology.grammar import load_grammar
from ontology.language import Anaphora, Language
from ontology.terms import EVENT_TYPES, MATERIAL_CONFLICT, MATERIAL_COOPERATION

Speakers = Callable[[Token], tuple[Filler, ...]]

ANSWERING = ("REJECT", "AGREE", "CONCEDE")

_GRAMMAR = load_grammar()
_MATERIAL = tuple(
    t for t, (quad, *_) in EVENT_TYPES.items() if quad in (MATERIAL_CONFLICT, MATERIAL_COOPERATION)
)
_TEXTS = frozenset((*load_classes()["appeals"], *load_classes()["pacts"], *_GRAMMAR.document_nouns))
_BACKWARD_TOKENS = 160
_STEP_TOKENS = 60
_SUMMING = ("appos", "npadvmod")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a document has told so far; `events` grows while it is read."""

    actors: Actors
    language: Language
    index: FrameIndex
    speakers: Speakers
    events: Sequence[Event]

    def pointed_at(self, tokens: list[Token], trigger: Token, slot: str) -> tuple[Filler, ...]:
        """The parties of the earlier event that a definite noun points back to."""
        judges = self._judges(trigger) if slot == "obj" else self._objects(trigger)
        for noun in tokens:
            if noun.lower_ in _GRAMMAR.resuming and noun.i not in self.actors:
                return self._makers(noun, slot, judges)
            entry = self._pointing(noun, trigger)
            if entry is None or self._is_own(noun, judges):
                continue
            return tuple(
                replace(party, token=noun, slot=slot, how="anaphora")
                for party in self._parties(noun, entry, judges)
                if party.actor.principal not in judges
            )
        return ()

    def _parties(self, noun: Token, entry: Anaphora, judges: set[str]) -> tuple[Filler, ...]:
        """Whose act it was: of who did it before, else of those whom the text lets one think of."""
        earlier = self._antecedent(noun, entry, judges)
        told_here = earlier is not None and earlier.trigger.sent == noun.sent
        if noun.dep_ in _SUMMING and not told_here and (authors := self._summed_up(noun, judges)):
            return authors
        if earlier is not None:
            shared = earlier.frame.reciprocal or entry.both
            parties = earlier.sources + earlier.targets if shared else earlier.sources
            return (self._nearer(noun, earlier, judges) if entry.any_act else ()) or parties
        if "SANCTION" in entry.types and not entry.any_act and (own := self._own_measure(judges)):
            return own
        accuser = self._last_accuser(noun, judges) if "ACCUSE" in entry.types else ()
        named = accuser or self._named_before(noun, entry, judges)
        return named or (self._last_agent(noun, judges) if entry.any_act else ())

    def _summed_up(self, noun: Token, judges: set[str]) -> tuple[Filler, ...]:
        """Chile in "Chile proposed talks, an OFFER that Peru rejected": who did what the noun sums up."""
        verb = next((each for each in noun.ancestors if each.pos_ == "VERB"), None)
        found = fillers(syntax.agents(verb), self.actors, "subj") if verb is not None else ()
        return found if not judges & {each.actor.principal for each in found} else ()

    def _judges(self, trigger: Token) -> set[str]:
        return {filler.actor.principal for filler in fillers(syntax.agents(trigger), self.actors, "subj")}

    def _is_own(self, noun: Token, judges: set[str]) -> bool:
        """ "defended HIS decision" points back to nobody else."""
        owners = (child for child in noun.children if child.dep_ == "poss")
        return any(actor.principal in judges for child in owners for actor in self.actors.get(child.i, ()))

    def _objects(self, trigger: Token) -> set[str]:
        return {filler.actor.principal for filler in fillers(syntax.patients(trigger), self.actors, "obj")}

    def _pointing(self, noun: Token, trigger: Token | None = None) -> Anaphora | None:
        entry = self.language.anaphora.get(noun.lemma_.lower())
        if any(child.dep_ == "amod" and child.lower_ in _GRAMMAR.elsewhere for child in noun.children):
            return None
        definite = any(child.lower_ in _GRAMMAR.pointing for child in noun.children) or noun.dep_ in _SUMMING
        told = trigger is not None and trigger.dep_ == "relcl" and trigger.head.i == noun.i
        definite = definite or (told and not _is_new(noun, trigger))
        return entry if entry and definite else None

    def _makers(self, pronoun: Token, slot: str, judges: set[str]) -> tuple[Filler, ...]:
        """The EU in "the EU's proposal was praised; Chad rejected IT": whose text that is."""
        for i in range(pronoun.i - 1, max(0, pronoun.i - _STEP_TOKENS), -1):
            noun = pronoun.doc[i]
            if noun.lemma_.lower() in _TEXTS and noun.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj"):
                found = owners_of(noun, self.actors, slot)
                return tuple(
                    replace(each, token=pronoun, how="anaphora")
                    for each in found
                    if each.actor.principal not in judges
                )
        return ()

    def _nearer(self, noun: Token, earlier: Event, judges: set[str]) -> tuple[Filler, ...]:
        """Whoever acts in the sentence just before "this move", where the event is told further back."""
        before = noun.doc[noun.sent.start - 1].sent if noun.sent.start else noun.sent
        if earlier.trigger.i >= before.start or determiner(noun) != "this":
            return ()
        agents = self._last_agent(noun, judges)
        return agents if agents and agents[0].token.i >= before.start else ()

    def _named_before(self, noun: Token, entry: Anaphora, judges: set[str]) -> tuple[Filler, ...]:
        """North Korea's "the test" after "North Korea's missile launch"."""
        for i in range(noun.i - 1, max(0, noun.i - _BACKWARD_TOKENS), -1):
            if self.language.anaphora.get(noun.doc[i].lemma_.lower()) is entry:
                told = (noun.doc[i], *syntax.oblique(noun.doc[i], "of"))
                found = [author for each in told for author in authors_of(each, self.actors, "obj")]
                if found and not judges & {each.actor.principal for each in found}:
                    return tuple(found)
        return ()

    def _last_agent(self, noun: Token, judges: set[str]) -> tuple[Filler, ...]:
        """Whoever acted last before "the step" when what they did evokes no frame of its own."""
        for i in range(noun.i - 1, max(0, noun.i - _STEP_TOKENS), -1):
            verb = noun.doc[i]
            if verb.pos_ != "VERB" or verb.lemma_.lower() in self.language.reporting:
                continue
            agents = fillers(syntax.agents(verb), self.actors, "subj", owners=False)
            if agents and not judges & {each.actor.principal for each in agents}:
                return agents
        return ()

    def _own_measure(self, judges: set[str]) -> tuple[Filler, ...]:
        """Whom the judge's own measure hit: "the EU imposed duties on Egypt; it may lift THE DUTIES"."""
        for event in reversed(self.events):
            if event.frame.type == "SANCTION" and judges & {each.actor.principal for each in event.sources}:
                return event.targets
        return ()

    def _last_accuser(self, noun: Token, judges: set[str]) -> tuple[Filler, ...]:
        """Whoever said last what the judges did: "Congo maintains that Rwanda arms M23; Rwanda denies it"."""
        for event in reversed(self.events):
            if event.trigger.i < noun.i - _STEP_TOKENS:
                break
            if event.trigger.i < noun.i and judges & {each.actor.principal for each in event.sources}:
                found = self.speakers(event.trigger)
                if found and not judges & {each.actor.principal for each in found}:
                    return found
        return ()

    def _antecedent(self, noun: Token, entry: Anaphora, judges: set[str]) -> Event | None:
        suited = [
            event
            for event in self.events
            if (event.frame.type in entry.types or (entry.any_act and event.trigger.sent == noun.sent))
            and event.trigger.i < noun.i
            and not judges & {source.actor.principal for source in event.sources}
        ]
        again = [event for event in suited if event.trigger.lemma_[:5] == noun.lemma_[:5]]
        suited = [event for event in suited if event.trigger.i > noun.i - _BACKWARD_TOKENS]
        about_judge = [event for event in suited if judges & {each.actor.principal for each in event.targets}]
        same_word = [event for event in suited if event in again]
        weighty = [event for event in suited if event.frame.type in _MATERIAL] if entry.any_act else []
        best = about_judge or same_word or weighty or suited or again
        return best[-1] if best else None

    def other_side(self, acting: frozenset[str], trigger: Token) -> tuple[Filler, ...]:
        """The other party of the actor's last event, for an act that always goes against somebody."""
        for event in reversed(self.events):
            if event.trigger.i < trigger.i - _BACKWARD_TOKENS:
                break
            for mine, others in ((event.sources, event.targets), (event.targets, event.sources)):
                if acting & {each.actor.principal for each in mine}:
                    known = (each for each in others if each.actor.represents)
                    found = [each for each in known if each.actor.principal not in acting]
                    if found:
                        return tuple(replace(each, token=trigger, how="anaphora") for each in found)
        return self._only_other(acting, trigger)

    def _only_other(self, acting: frozenset[str], trigger: Token) -> tuple[Filler, ...]:
        """The one other state that this sentence and the one before speak of."""
        start = trigger.sent.start
        before = trigger.doc[start - 1].sent.start if start else 0
        for first in (start, before):
            named = {
                actor.principal: actor
                for i in range(first, trigger.i)
                for actor in self.actors.get(i, ())
                if actor.represents and actor.principal not in acting
            }
            if named:
                break
        if len(named) != 1:
            return ()
        return tuple(Filler(actor, trigger, "implicit", "anaphora") for actor in named.values())

    def answerers(self, frame: Frame, noun: Token) -> tuple[Filler, ...]:
        """Whom a request was made to, as their answer tells: "PERU turned down the Chilean demand"."""
        if frame.kind != "noun" or frame.type != "REQUEST" or noun.dep_ not in ("dobj", "nsubjpass", "pobj"):
            return ()
        if noun.head.lower_ == "at":  # "sent drones AT THE REQUEST of Palau"
            return fillers(syntax.agents(noun.head.head), self.actors, "subj")
        verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun.head
        if verb.lemma_.lower() in self.language.support:
            return ()
        if not any(meaning.type in ANSWERING for meaning in self.index.verbs.get(verb.lemma_.lower(), ())):
            return ()
        return fillers(syntax.agents(verb), self.actors, "subj")

    def answering(self, trigger: Token) -> tuple[Filler, ...]:
        """Who answers in "the proposal was refused": those it was made to."""
        for noun in syntax.patients(trigger):
            entry = self._pointing(noun) if noun.lemma_.lower() in _TEXTS else None
            earlier = self._antecedent(noun, entry, set()) if entry else None
            if earlier is not None:
                return tuple(replace(each, how="anaphora") for each in earlier.targets)
        return ()


def _is_new(noun: Token, clause: Token | None) -> bool:
    """ "An ACT that violated the rules" is new here, "a step that Chad slammed" is not."""
    does = (
        any(child.dep_ == "nsubj" and child.tag_ in ("WDT", "WP") for child in clause.children)
        if clause
        else False
    )
    return does and determiner(noun) in ("a", "an")
