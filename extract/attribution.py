"""Attribution: who says so. The chain of speakers above an event, outermost first.

Found in the syntax (reported clauses, "according to", "quoting", nouns such as "allegation that")
and, for sentences that stand in quotation marks on their own, from the quotation's introduction.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract import clauses, subjects, syntax
from extract.arguments import Actors, fillers
from ontology.grammar import load_grammar
from ontology.language import Language, Operator
from ontology.records import Actor, Attribution

_DEPTH = 12
_GRAMMAR = load_grammar()


def governors(token: Token) -> Iterator[tuple[Token, str]]:
    """The words above an event with how it hangs on them, innermost first.

    The relation is "inf", "gerund", "that" for clauses, "noun" for an event noun as object,
    attribute or compound, "subject" for one as subject of an active verb, the preposition for a
    prepositional object, "conj" for a
    coordinated head, "if" for a condition, "clause" for any other adverbial clause.
    """
    current = token
    for _ in range(_DEPTH):
        head = current.head
        if head is current or current.dep_ == "relcl":
            return
        step = _step(current)
        if step is None:
            return
        current, relation = step
        yield current, relation


def _step(current: Token) -> tuple[Token, str] | None:
    head, dep = current.head, current.dep_
    if dep == "conj":
        return (subjects.conjunct_head(current) if current.pos_ == "VERB" else head), "conj"
    if dep in ("pobj", "pcomp"):
        preposition = head
        return preposition.head, preposition.lower_
    if current.pos_ in ("VERB", "AUX", "ADJ") and dep in ("xcomp", "ccomp", "oprd", "csubj", "csubjpass"):
        return head, clauses.complement_kind(current)
    if dep == "acl":
        return head, clauses.complement_kind(current) if _complement_clause(current) else "modifier"
    if dep == "advcl":
        return head, _adverbial(current)
    if dep == "nsubj":
        return head, "subject"
    if dep in (
        "dobj",
        "nsubjpass",
        "attr",
        "compound",
        "oprd",
        "dative",
        "nmod",
        "amod",
        "acomp",
        "prep",
        "agent",
    ):
        return head, "noun"
    return None


def _complement_clause(clause: Token) -> bool:
    return any(child.lower_ in ("to", "that") and child.dep_ in ("aux", "mark") for child in clause.children)


def _adverbial(clause: Token) -> str:
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    if marks & set(_GRAMMAR.condition_marks) or _is_inverted(clause):
        return "if"
    if marks & {"as"} and not marks & {"while", "after"}:
        return "clause"
    return "inf" if any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children) else "clause"


def _is_inverted(clause: Token) -> bool:
    """ "HAD Chile attacked …", "SHOULD Chile attack …"."""
    first = next(clause.children, clause)
    return (
        first.dep_ == "aux"
        and first.lower_ in _GRAMMAR.inverted_conditions
        and any(c.dep_ == "nsubj" for c in clause.children)
    )


def applies(operator: Operator, governor: Token, below: Token, relation: str) -> bool:
    """Whether the word above an event is used in the meaning of an operator."""
    if relation not in operator.complements or (governor.lower_ == "order" and governor.head.lower_ == "in"):
        return False  # "in order to" orders nobody
    if operator.objects and below.lemma_.lower() not in operator.objects:
        return False
    words = (child.lower_ for token in (governor, below) for child in token.children)
    return operator.adverb is None or operator.adverb in words


def attribution_chain(
    trigger: Token, actors: Actors, language: Language, quotes: Quotes
) -> tuple[Attribution, ...]:
    """The speakers of the clause of a trigger, outermost first; empty when the report itself asserts it."""
    inner_first: list[Attribution] = [*_beside(trigger, actors, language)]
    below = trigger
    for governor, relation in governors(trigger):
        inner_first.extend(_speaker(governor, below, relation, actors, language))
        if relation != "conj":
            inner_first.extend(_beside(governor, actors, language))
        below = governor
    if not inner_first:
        inner_first.extend(quotes.speaker_of(trigger))
    return tuple(reversed(_unrepeated(inner_first)))


def _unrepeated(links: list[Attribution]) -> list[Attribution]:
    kept: list[Attribution] = []
    for link in links:
        if not any(link.actor.id == other.actor.id for other in kept):
            kept.append(link)
    return kept


def _speaker(
    governor: Token, below: Token, relation: str, actors: Actors, language: Language
) -> list[Attribution]:
    lemma = governor.lemma_.lower()
    reporting = language.reporting.get(lemma)
    if governor.pos_ == "VERB" and reporting and relation == "that" and _reported(below):
        links = _cited(governor, actors)
        speakers = _people(syntax.agents(governor), actors)
        stance = reporting.stance
        return [*links, *(Attribution(actor, lemma, stance) for actor in speakers[:1])]
    if lemma in _GRAMMAR.quoting and relation == "as":  # "quoted Wang Yi as saying"
        return [Attribution(actor, lemma) for actor in _people(syntax.agents(governor), actors)[:1]]
    for operator in language.operators.get(lemma, ()):
        if (
            operator.speaks
            and applies(operator, governor, below, relation)
            and not _is_disowned(governor, language)
        ):
            holders = syntax.agents(governor) if governor.pos_ == "VERB" else subjects.noun_agent(governor)
            stance = "denies" if operator.polarity == "negative" else "asserts"
            return [Attribution(actor, lemma, stance) for actor in _people(holders, actors)[:1]]
    return []


def _is_disowned(noun: Token, language: Language) -> bool:
    """ "Chile rejected CLAIMS that …" without an owner: somebody makes them, but not Chile."""
    operators = (
        language.operators.get(noun.head.lemma_.lower(), ()) if noun.dep_ in ("dobj", "nsubjpass") else ()
    )
    denied = any(operator.objects and applies(operator, noun.head, noun, "noun") for operator in operators)
    return denied and not any(
        child.dep_ in ("poss", "amod", "compound", "nmod", "prep") for child in noun.children
    )


def _reported(below: Token) -> bool:
    """A reported clause, not a noun beside it."""
    return below.dep_ in ("ccomp", "conj", "advcl", "parataxis", "acomp", "attr", "xcomp") or below.pos_ in (
        "VERB",
        "AUX",
    )


def _people(tokens: list[Token], actors: Actors) -> list[Actor]:
    return [filler.actor for filler in fillers(tokens, actors, "subj")]


def _cited(verb: Token, actors: Actors) -> list[Attribution]:
    """ "Reuters, citing an official, said": the official is the inner speaker."""
    cited = [
        child
        for child in verb.children
        if child.lemma_ in _GRAMMAR.quoting and child.dep_ in ("advcl", "acl", "prep")
    ]
    cited += [
        c
        for s in verb.children
        if s.dep_ == "nsubj"
        for c in s.children
        if c.lemma_ in _GRAMMAR.quoting and c.tag_ == "VBG"
    ]
    return [
        Attribution(a, c.lemma_, "asserts") for c in cited for a in _people(syntax.patients(c), actors)[:1]
    ]


def _beside(verb: Token, actors: Actors, language: Language) -> list[Attribution]:
    """The speakers named beside a clause rather than above it."""
    return [*_according(verb, actors), *_aside(verb, actors, language)]


def _aside(verb: Token, actors: Actors, language: Language) -> list[Attribution]:
    """ "Chile, BRAZIL SAID, had attacked Peru", "…, AS BRAZIL REPORTED"."""
    links: list[Attribution] = []
    for child in verb.children:
        reporting = (
            language.reporting.get(child.lemma_.lower()) if child.dep_ in ("parataxis", "advcl") else None
        )
        inner = {each.dep_ for each in child.children}
        marked = child.dep_ == "parataxis" or any(
            each.lower_ == "as" and each.dep_ == "mark" for each in child.children
        )
        if reporting and marked and not inner & {"ccomp", "xcomp", "dobj"}:
            speakers = _people(syntax.agents(child), actors)
            links.extend(Attribution(actor, child.lemma_.lower(), reporting.stance) for actor in speakers[:1])
    return links


def _according(verb: Token, actors: Actors) -> list[Attribution]:
    links: list[Attribution] = []
    for child in verb.children:
        if child.lower_ == "according" and child.dep_ in ("prep", "advcl", "advmod"):
            sources = [noun for to in child.children for noun in to.children if noun.dep_ == "pobj"]
            links.extend(
                Attribution(actor, "according to", "asserts") for actor in _people(sources, actors)[:1]
            )
    return links


def first_persons(
    doc: Doc, actors: Actors, language: Language, quotes: Quotes
) -> dict[int, tuple[Actor, ...]]:
    """Whom "we" and "our" stand for: the speaker of the clause or quotation they stand in."""
    found: dict[int, tuple[Actor, ...]] = {}
    for token in doc:
        if token.pos_ == "PRON" and token.lower_ in _GRAMMAR.first_person and token.i not in actors:
            chain = attribution_chain(token, actors, language, quotes)
            if chain:
                found[token.i] = (replace(chain[-1].actor, resolved_by="pronoun"),)
    return found


def _quotations(doc: Doc) -> Iterator[tuple[int, int]]:
    """Quotation marks in pairs; an open one ends with its sentence, a stray closing one counts nothing."""
    opened: int | None = None
    # The whole array at once: a token object for each word of a text would cost more than the rest.
    places = (doc.to_array("ORTH") == doc.vocab.strings['"']).nonzero()[0].tolist() if len(doc) else []
    for mark in (doc[i] for i in places):
        before = doc[mark.i - 1] if mark.i else None
        opening = not mark.whitespace_ and (
            before is None or bool(before.whitespace_) or before.is_left_punct
        )
        if opened is not None:
            yield opened, doc[opened].sent.end if opening else mark.i
        opened = mark.i if opening else None
    if opened is not None:
        yield opened, doc[opened].sent.end


class Quotes:
    """The quotations of one text and who introduces them."""

    def __init__(self, doc: Doc, actors: Actors, language: Language) -> None:
        self._spans = list(_quotations(doc))
        self._starts = [start for start, _ in self._spans]
        self._doc = doc
        self._actors = actors
        self._language = language

    def speaker_of(self, token: Token) -> list[Attribution]:
        """The speaker of the quotation that a token stands in, or nothing."""
        span = self._span(token.i)
        if span is None:
            return []
        sentence = token.sent
        return self._introduced(sentence.start, sentence.end, span) or self._neighbour(sentence, span)

    def _span(self, i: int) -> tuple[int, int] | None:
        at = bisect_right(self._starts, i) - 1
        return self._spans[at] if at >= 0 and self._spans[at][0] < i < self._spans[at][1] else None

    def _introduced(self, start: int, end: int, span: tuple[int, int]) -> list[Attribution]:
        for token in self._doc[start:end]:
            outside = not span[0] < token.i < span[1]
            if outside and token.pos_ == "VERB" and token.lemma_.lower() in self._language.reporting:
                found = _people(syntax.agents(token), self._actors)
                if found:
                    return [Attribution(found[0], token.lemma_.lower(), "asserts")]
        return []

    def _neighbour(self, sentence: object, span: tuple[int, int]) -> list[Attribution]:
        sents = self._doc[max(0, span[0] - 60) : min(len(self._doc), span[1] + 15)]
        return self._introduced(sents.start, sents.end, span)
