"""Personal names and the titles before them: "US National Security Adviser Jake Sullivan".

A name comes from the gazetteer, from the parser's PERSON entities, or from a title that stands
before a capitalised word. The title window is read from the words, not from the parse, because
parsers disagree about "Secretary of State X".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from extract.linking import Match
from extract.noun_phrases import role_of, root_of
from ontology.roles import Role, load_roles

_INSIDE_TITLE = ("NOUN", "PROPN", "ADJ", "PART", "PRON", "NUM")
_JOINTS = ("of", "for", "to")
_ARTICLES = ("the", "a", "an")
_LONGEST_WINDOW = 14
_SHORTEST = 4  # letters of a name that is taken up alone


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name at tokens `[start, end)` with head `root`; its title window is `[window, start)`.

    `outer` is the head of window and name together: in "Secretary of State X" it may be "Secretary".
    """

    start: int
    end: int
    root: int
    window: int
    outer: int
    title: Role | None
    title_phrase: str
    title_at: int
    match: Match | None


def find_people(doc: Doc, matches: list[Match]) -> list[PersonName]:
    """All personal names of a text, in order, never overlapping."""
    cover = {i: match for match in matches for i in range(match.start, match.end)}
    taken: dict[int, tuple[int, int, Match | None]] = {}
    for start, end, match in _candidates(doc, matches, cover):
        if not any(i in taken for i in range(start, end)):
            taken.update(dict.fromkeys(range(start, end), (start, end, match)))
    for i in _surnames_again(doc, cover, taken):
        taken[i] = (i, i + 1, None)
    return [_with_title(doc, cover, *spot) for spot in sorted(set(taken.values()), key=lambda spot: spot[0])]


def _surnames_again(
    doc: Doc, cover: Mapping[int, Match], taken: Mapping[int, tuple[int, int, Match | None]]
) -> list[int]:
    """Surnames (or other parts, "Abiy") of people named in full before, where the model saw no person."""
    first: dict[str, int] = {}
    for start, end, _ in taken.values():
        for token in doc[start:end] if end - start > 1 else ():
            if len(token) >= _SHORTEST and token.text[0].isupper():
                first[token.text] = min(end, first.get(token.text, end))
    if not first:
        return []
    return [
        token.i
        for token in doc
        if first.get(token.text, len(doc)) <= token.i
        and token.i not in taken
        and token.i not in cover
        and token.ent_type_ not in ("DATE", "TIME")
    ]


def _candidates(
    doc: Doc, matches: list[Match], cover: Mapping[int, Match]
) -> Iterator[tuple[int, int, Match | None]]:
    known = [match for match in matches if match.actor.type == "person"]
    yield from ((match.start, match.end, match) for match in known)
    for entity in doc.ents:
        if entity.label_ == "PERSON" and (spot := _trim(entity, cover)):
            yield (*spot, None)
    for token, following in pairwise(doc):
        if following.pos_ != "PROPN" and following.lower_ not in _JOINTS:
            continue
        if token.is_alpha and token.i not in cover and (role := role_of(token)) and role.title:
            start = _after_complement(doc, token.i + 1)
            if start < len(doc) and doc[start].pos_ == "PROPN" and (end := _run(doc, start, cover)) > start:
                yield start, end, None


def _after_complement(doc: Doc, i: int) -> int:
    """Where a name may begin after a title: behind "of State", "for Foreign Affairs"."""
    if doc[i].lower_ not in _JOINTS:
        return i
    for length in (1, 2):
        if doc[i + 1 : i + 1 + length].text.lower() in load_roles().title_complements:
            return i + 1 + length
    return i


def _trim(entity: Span, cover: Mapping[int, Match]) -> tuple[int, int] | None:
    """The bare name inside a PERSON entity: without titles, countries and what follows it."""
    start = entity.start
    while start < entity.end and _is_lead(entity.doc, start, entity.end, cover):
        start += 1
    end = _run(entity.doc, start, cover) if start < entity.end else start
    return (start, end) if end > start else None


def _is_lead(doc: Doc, i: int, end: int, cover: Mapping[int, Match]) -> bool:
    token = doc[i]
    if token.text in load_roles().honorifics or role_of(token) is not None:
        return True
    linked = cover.get(i)
    if linked is None or linked.actor.type == "person":
        return not token.text[0].isupper() and token.lower_ not in load_roles().name_particles
    # "Jordan Peterson" is a person; in "Iran Hassan Rouhani" a whole name follows the country.
    return linked.end >= end or linked.end - linked.start > 1 or end - i > 2


def _run(doc: Doc, start: int, cover: Mapping[int, Match]) -> int:
    """Where the run of name words that begins at a token ends."""
    end = start
    while end < len(doc) and (step := _name_step(doc, end, start, cover)):
        end += step
    return end


def _name_step(doc: Doc, i: int, start: int, cover: Mapping[int, Match]) -> int:
    """How many tokens the next part of a name takes: 1 for "Yi", 2 for "-hua", else 0."""
    token = doc[i]
    if i > start and i + 1 < len(doc):
        if token.text == "-":
            return 2 if not doc[i - 1].whitespace_ + token.whitespace_ and doc[i + 1].text[0].isalpha() else 0
        if token.lower_ in load_roles().name_particles:
            return int(doc[i + 1].text == "-" or _name_step(doc, i + 1, start, cover) > 0)
        if token.is_sent_start:
            return 0
    linked = cover.get(i)
    inside = linked is None or linked.actor.type == "person" or (i == start and _continues(doc, i, cover))
    return int((inside or (i > start and _is_surname(token, linked))) and _is_name_word(token))


def _is_surname(token: Token, linked: Match | None) -> bool:
    """ "Trade Minister Simon BIRMINGHAM": a town right behind a first name that hangs on it."""
    place = linked is not None and linked.kind in ("place", "capital")
    before = token.doc[token.i - 1]
    return place and before.head.i == token.i and before.dep_ == "compound" and before.pos_ == "PROPN"


def _continues(doc: Doc, i: int, cover: Mapping[int, Match]) -> bool:
    """True when the parser sees a longer person in "Jordan Peterson"."""
    return (
        i + 1 < len(doc)
        and doc[i + 1].ent_type_ == "PERSON"
        and doc[i + 1].ent_iob_ == "I"
        and i + 1 not in cover
    )


def _is_name_word(token: Token) -> bool:
    text = token.text
    if not text[0].isupper() or token.pos_ not in ("PROPN", "NOUN", "ADJ", "X", "VERB", "ADP"):
        return False
    if token.ent_type_ in ("DATE", "TIME", "NORP") or text in load_roles().honorifics:
        return False
    role = role_of(token)
    return role is None or token.ent_type_ == "PERSON"


def _with_title(
    doc: Doc, cover: Mapping[int, Match], start: int, end: int, match: Match | None
) -> PersonName:
    root = root_of(doc, start, end)
    window = _window(doc, start, end, cover)
    titled = [(token, role) for token in doc[window:start] if (role := role_of(token))]
    officers = [(token, role) for token, role in titled if role.kind == "person"]
    named = officers or titled
    token, title = named[-1] if named else (None, None)
    phrase = "" if token is None else doc[window : token.i + 1].text.lower()
    return PersonName(
        start=start,
        end=end,
        root=root.i,
        window=window,
        outer=root_of(doc, window, end).i if titled else root.i,
        title=title,
        title_phrase=phrase,
        title_at=token.i if token is not None else start,
        match=match,
    )


def _window(doc: Doc, start: int, end: int, cover: Mapping[int, Match]) -> int:
    """Where the words before a name that belong to it begin."""
    region = _region(doc, start, cover)
    joined = _connected(doc, region, start, end)
    first = start
    while first > region and first - 1 in joined:
        first -= 1
    while first < start and doc[first].lower_ in (*_ARTICLES, *_JOINTS, "and", "-"):
        first += 1
    return first


def _region(doc: Doc, start: int, cover: Mapping[int, Match]) -> int:
    """How far back the words before a name could be a title, by their parts of speech."""
    first = start
    while first > max(0, start - _LONGEST_WINDOW) and _may_belong(doc, first - 1, start, cover):
        first -= 1
    return first


def _may_belong(doc: Doc, i: int, start: int, cover: Mapping[int, Match]) -> bool:
    token = doc[i]
    if token.lower_ in _JOINTS:
        return _title_goes_on(doc, i, start)
    if token.lower_ in _ARTICLES:
        return i > 0 and doc[i - 1].lower_ in _JOINTS
    if token.lower_ == "and":
        return i > 0 and not _is_noun_name(cover.get(i - 1))
    return _belongs(token) and (token.ent_type_ != "PERSON" or role_of(token) is not None)


def _is_noun_name(match: Match | None) -> bool:
    return match is not None and match.kind not in ("adjective", "acronym")


def _belongs(token: Token) -> bool:
    if token.text in ("-", "&") or (token.tag_ == "VBN" and token.dep_ == "amod"):
        return True
    return token.pos_ in _INSIDE_TITLE and token.tag_ not in ("PRP", "WP", "WDT")


def _connected(doc: Doc, first: int, start: int, end: int) -> set[int]:
    """The tokens of `[first, end)` that the parse ties to the name at `[start, end)` without leaving it."""
    joined = set(range(start, end))
    if start > first and role_of(doc[start - 1]):
        joined.add(start - 1)
    waiting = list(joined)
    while waiting:
        token = doc[waiting.pop()]
        for other in (token.head, *token.children):
            if first <= other.i < start and other.i not in joined:
                joined.add(other.i)
                waiting.append(other.i)
    return joined


def _title_goes_on(doc: Doc, i: int, start: int) -> bool:
    """In "Secretary of State X" the title goes on, in "president of the European Parliament X" too.

    In "spokesman for President X" or "wife of X" it ends.
    """
    between = doc[i + 1 : start]
    if not len(between) or any(_is_officer(token) for token in between):
        return False
    before = role_of(doc[i - 1]) if i else None
    return bool(before and before.title)


def _is_officer(token: Token) -> bool:
    role = role_of(token)
    return role is not None and role.kind == "person"
