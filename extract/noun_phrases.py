"""The geometry of a noun phrase: what stands left of its head, who owns it, what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ontology.roles import Role, load_roles

_BARRIERS = frozenset({",", ";", ":", '"', "(", ")", "[", "]", "—", "–", "--"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_DEPTH = 10


def left_tokens(head: Token) -> list[Token]:
    """The tokens of a head's own phrase to its left, nearest first."""
    found: list[Token] = []
    edge = head.left_edge.i
    for i in range(head.i - 1, edge - 1, -1):
        token = head.doc[i]
        if token.text in _BARRIERS and token.text != ",":
            break
        if token.text == "," and not (found and found[-1].pos_ == "ADJ"):
            break
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "nmod"):
            break
        found.append(token)
    return found


def root_of(doc: Doc, start: int, end: int) -> Token:
    """The head of tokens `[start, end)`: the first whose own head lies outside."""
    for i in range(start, end):
        head = doc[i].head.i
        if head == i or not start <= head < end:
            return doc[i]
    return doc[end - 1]


def phrase_start(head: Token) -> int:
    """Index of the first token of a head's phrase, a leading article left out."""
    left = left_tokens(head)
    if left and left[-1].lower_ in _DETERMINERS:
        left.pop()
    return left[-1].i if left else head.i


def possessor(head: Token) -> Token | None:
    """The token in "IRAN's proposal", "ITS proposal"."""
    return next((child for child in head.children if child.dep_ == "poss"), None)


def determiner(head: Token) -> str:
    """The article or demonstrative of a phrase in lower case, or ""."""
    return next((child.lower_ for child in head.children if child.dep_ == "det"), "")


def prepositional(head: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, object) for each prepositional phrase on a head, coordinated objects spelt out."""
    for prep in (*head.children, *_behind_hyphen(head)):
        if prep.dep_ == "prep":
            for child in prep.children:
                if child.dep_ == "pobj":
                    yield from ((prep.lower_, each) for each in coordinated(child))


def _behind_hyphen(head: Token) -> list[Token]:
    """What the parser hangs on the second half of "director-general"."""
    halves = (child for child in head.children if child.dep_ == "amod" and child.i == head.i + 2)
    return [each for half in halves if half.nbor(-1).text == "-" for each in half.children]


def coordinated(first: Token) -> list[Token]:
    """A token and those coordinated with it, in text order: "A, B and C" from A."""
    found = [first]
    for child in first.children:
        if child.dep_ == "conj" and child.pos_ != "VERB":
            found.extend(coordinated(child))
    return found


def coordination_head(token: Token) -> Token:
    """The first token of the coordination that a token belongs to."""
    for _ in range(_DEPTH):
        if token.dep_ != "conj" or token.head.pos_ in ("VERB", "AUX"):
            return token
        token = token.head
    return token


def governing_preposition(token: Token) -> str:
    """The preposition whose object a token is, in lower case, or ""."""
    first = coordination_head(token)
    return first.head.lower_ if first.dep_ == "pobj" else ""


def is_plural(head: Token) -> bool:
    return head.tag_ in ("NNS", "NNPS")


def role_of(token: Token) -> Role | None:
    """The lexicon entry of a noun, its two-word form first ("prime minister", "secretary-general")."""
    lexicon = load_roles()
    words = lexicon.words
    if token.pos_ not in ("NOUN", "PROPN") and not (token.pos_ == "ADJ" and determiner(token)):
        return None
    forms = {token.lower_: None, token.lemma_.lower(): None, token.lower_.removesuffix("s"): None}
    if token.i and (before := _word_before(token)):
        if f"{before}{token.lower_}" in lexicon.no_actors:
            return None
        for form in forms:
            if entry := words.get(f"{before}{form}"):
                return entry
    return next((words[form] for form in forms if form in words), None)


def _word_before(token: Token) -> str:
    """The previous word with its joint: "prime " or "secretary-"."""
    before = token.doc[token.i - 1]
    if before.text == "-" and token.i > 1:
        return token.doc[token.i - 2].lower_ + "-"
    return before.lower_ + " "


def clause_verb(token: Token) -> Token:
    """The nearest verb above a token, or the top of its sentence."""
    for _ in range(_DEPTH * 2):
        if token.head is token or token.head.i == token.i:
            return token
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return token


def antecedent(pronoun: Token) -> Token | None:
    """The noun whose relative clause a pronoun stands in: "a STATE whose army …"."""
    above = pronoun
    for _ in range(_DEPTH):
        if above.dep_ == "relcl":
            return above.head
        above = above.head
    return None
