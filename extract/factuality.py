"""Factuality: fact, plan, possibility, condition or request, and whether it is denied.

Modals and negation on the verb itself, and every operator above it (`operators.toml`): "may",
"plans to", "refused to", "denied that", "called for". Cues are collected from the event outwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from extract import clauses, syntax
from extract.attribution import applies, governors
from ontology.grammar import load_grammar
from ontology.language import Language, Operator
from ontology.records import Modality, Polarity

# The cue that wins when several stand above one event.
_STRENGTH: tuple[Modality, ...] = ("asserted", "planned", "possible", "requested", "conditional")
_CARRIES = ("noun", "conj", "subject", "inf", "gerund")
_GRAMMAR = load_grammar()


@dataclass(frozen=True, slots=True)
class Factuality:
    """How an event is told. `judged`: only named as the object of a judgement, not told as a fact.
    `cues` are the lemmas that decided."""

    modality: Modality
    polarity: Polarity
    judged: bool
    cues: tuple[str, ...]


PLAIN = Factuality("asserted", "positive", False, ())


def factuality(trigger: Token, language: Language) -> Factuality:
    """Modality and polarity of the event that a trigger names."""
    modality: Modality = "asserted"
    negations, judged = 0, False
    cues: list[str] = []
    for mode, negative, judges, cue in _cues(trigger, language):
        cues.append(cue)
        judged = judged or judges
        negations += negative
        if mode and _STRENGTH.index(mode) > _STRENGTH.index(modality):
            modality = mode
    return Factuality(modality, "negative" if negations % 2 else "positive", judged, tuple(cues))


def _cues(trigger: Token, language: Language) -> list[tuple[Modality | None, bool, bool, str]]:
    found = _own(trigger, language)
    below = trigger
    for governor, relation in governors(trigger):
        if relation == "if":
            found.append(("conditional", False, False, "if"))
            break
        if relation in _GRAMMAR.negative_prepositions:
            found.append((None, True, False, relation))
            break
        if relation in ("clause", "modifier") or (
            relation == "subject" and governor.lemma_.lower() not in language.support
        ):
            break
        operator = _operator(governor, relation, below, language)
        if relation == "conj":
            found.extend(_shared(below, governor, language))
        elif operator:
            named_only = trigger.pos_ == "NOUN" or relation == "noun"  # "welcomed a bid to end the war"
            judged = (
                operator.absorbs
                or (operator.judges and named_only)
                or (bool(operator.objects) and below.i == trigger.i)
            )
            modality = "possible" if _is_alleged(governor, operator) else operator.modality
            found.append((modality, operator.polarity == "negative", judged, governor.lemma_))
            found.extend(_own(governor, language, below))
        elif governor.lemma_ in _GRAMMAR.copulas and relation in (*_GRAMMAR.carrying, "at"):
            found.extend(_own(governor, language))  # "is NOT at war with"
        elif relation == "for" and below.lemma_.lower() in _GRAMMAR.talks and governor.pos_ == "VERB":
            found.extend(_own(governor, language))  # "WILL fly to Oman for talks"
        elif _is_reported(governor, relation, language) or _stands_apart(below, governor, relation, language):
            break
        elif relation in _CARRIES:
            found.extend(_own(governor, language, below))
        below = governor
    return found


def _is_reported(governor: Token, relation: str, language: Language) -> bool:
    """The speaker's own doubts are the speaker's: attribution takes over at a verb of saying."""
    return relation == "that" and governor.lemma_.lower() in language.reporting


def _is_background(below: Token, relation: str) -> bool:
    """ "urged Russia to accept a truce in the war": the war is no request, whatever governs the truce."""
    return below.pos_ == "NOUN" and below.dep_ == "pobj" and relation != "of" and not _is_measured(below)


def _stands_apart(below: Token, governor: Token, relation: str, language: Language) -> bool:
    absolute = below.dep_ == "pcomp" and any(child.dep_ == "nsubj" for child in below.children)
    return absolute or _is_background(below, relation) or _is_acted_on(below, governor, relation, language)


def _is_acted_on(below: Token, governor: Token, relation: str, language: Language) -> bool:
    """ "May loosen THE PACT": what is done to the pact may be; the pact is there."""
    definite = any(child.lower_ in ("the", "their", "its") for child in below.children)
    verb = governor.pos_ == "VERB" and governor.lemma_.lower() not in language.support
    return relation == "noun" and below.pos_ == "NOUN" and verb and definite and below.dep_ == "dobj"


def _operator(governor: Token, relation: str, below: Token, language: Language) -> Operator | None:
    if below.dep_ in ("nsubj", "csubj"):
        return None
    found = [
        each
        for each in language.operators.get(governor.lemma_.lower(), ())
        if applies(each, governor, below, relation)
    ]
    others = below.dep_ == "ccomp"  # "wants Peru to leave" asks for what "wants to leave" plans

    def fit(operator: Operator) -> tuple[bool, bool]:
        return operator.is_restricted, others and operator.modality == "requested"

    return max(found, key=fit, default=None)


def _own(
    token: Token, language: Language, below: Token | None = None
) -> list[tuple[Modality | None, bool, bool, str]]:
    """Cues on the word itself: auxiliaries, negation, "no" on its subject or object, a condition beside it.

    `below` is the object that has been looked at already.
    """
    found: list[tuple[Modality | None, bool, bool, str]] = []
    if clauses.is_subjunctive(token):
        found.append(("requested", False, False, "that"))
    for child in token.children:
        modal = language.modals.get(child.lower_)
        if child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ in _GRAMMAR.negative_determiners):
            found.append((None, True, False, child.lower_))
        elif modal and child.dep_ in ("aux", "advmod", "neg", "preconj", "amod", "mark"):
            found.append((modal.modality, modal.polarity == "negative", False, child.lower_))
        elif child != below and _is_negative(child):
            found.append((None, True, False, "no"))
        elif child.dep_ == "advcl" and token.pos_ in ("VERB", "AUX") and _hypothetical(child, token):
            found.append(("conditional", False, False, "if"))
        elif _calls_off(child, token, language):
            found.append(("planned", True, False, child.lemma_))
    return found


def _is_alleged(governor: Token, operator: Operator) -> bool:
    """ "Firms ACCUSED of arming Chad": nobody says by whom, so it is not told as a fact."""
    charged = operator.speaks and operator.polarity == "positive" and clauses.is_passive(governor)
    return charged and operator.modality is None and not syntax.agents(governor)


def _calls_off(clause: Token, event: Token, language: Language) -> bool:
    """ "Were to sign a deal, although THAT WAS CALLED OFF", "a visit WHICH WAS CANCELLED"."""
    if clause.dep_ not in ("advcl", "conj", "relcl") or not any(
        child.dep_ == "nsubjpass" and child.lower_ in _GRAMMAR.resuming for child in clause.children
    ):
        return False
    operators = language.operators.get(clause.lemma_.lower(), ())
    undone = (each for each in operators if each.modality == "planned" and each.polarity == "negative")
    return any(applies(each, clause, event, "noun") for each in undone)


def _is_negative(child: Token) -> bool:
    """ "NO country attacked", "attacked NOBODY", "NO longer attacks"."""
    if child.dep_ == "advmod":
        return any(each.lower_ == "no" for each in child.children)
    return child.dep_ in ("nsubj", "nsubjpass", "dobj") and _negative_party(child)


def _negative_party(party: Token) -> bool:
    if party.lower_ in _GRAMMAR.negative_determiners:
        return True
    return any(
        child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj", "neg")
        for child in party.children
    )


def _hypothetical(clause: Token, verb: Token) -> bool:
    """True for "would attack if …": a condition counts where the verb is no plain past or present."""
    marked = any(
        (child.lower_ in _GRAMMAR.condition_marks and child.dep_ == "mark") or _opens_condition(child, clause)
        for child in clause.children
    )
    modal = any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)
    return marked and modal


def _opens_condition(child: Token, clause: Token) -> bool:
    """ "SHOULD the talks fail, …": an auxiliary before the subject."""
    subjects = [each.i for each in clause.children if each.dep_ in ("nsubj", "nsubjpass")]
    inverted = child.dep_ in ("aux", "auxpass") and child.lower_ in _GRAMMAR.inverted_conditions
    return inverted and bool(subjects) and child.i < min(subjects)


def _shared(below: Token, head: Token, language: Language) -> list[tuple[Modality | None, bool, bool, str]]:
    """ "will visit A and meet B": auxiliaries of the first verb hold for a bare second one."""
    if below.pos_ != "VERB" or head.pos_ not in ("VERB", "AUX"):
        return []
    own = [child for child in below.children if child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass")]
    if own or below.tag_ != head.tag_:
        return []
    return [cue for cue in _own(head, language) if cue[3] != "if"]


def _is_measured(noun: Token) -> bool:
    """ "A round of TALKS", "two billion dollars in AID"."""
    above = noun.head.head
    of = noun.head.lower_ == "of" and above.pos_ == "NOUN"
    sum_of = above.pos_ == "NUM" or above.lemma_.lower() in _GRAMMAR.currencies
    return noun.dep_ == "pobj" and (of or (noun.head.lower_ == "in" and sum_of))


def carrier_of(noun: Token, language: Language) -> Token | None:
    """The support verb that carries an event noun: "launched" for "attack" in "launched an attack"."""
    current = noun
    for _ in range(4):
        head = current.head
        if current.dep_ == "conj" or _is_measured(current):
            current = head if current.dep_ == "conj" else head.head
            continue
        if current.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and head.pos_ in ("VERB", "AUX"):
            support = head.lemma_.lower() in language.support or (
                current.dep_ == "attr" and head.lemma_ in _GRAMMAR.copulas
            )
            return head if support else None
        if current.dep_ == "pobj" and head.lower_ in _GRAMMAR.carrying and head.head.pos_ == "VERB":
            return head.head if head.head.lemma_.lower() in language.support else None
        return None
    return None
