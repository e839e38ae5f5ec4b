"""Owners: for whom the head of a phrase acts, as its possessor, its modifiers and its prepositions say."""

from __future__ import annotations

from spacy.tokens import Token

from extract.linking import Match
from extract.noun_phrases import coordinated, is_plural, left_tokens, prepositional, role_of
from extract.scene import Scene
from ontology.roles import Role, load_roles

_JOINING = ("and", "or", "-", "/", ",", "&")


def owners(scene: Scene, head: Token, role: Role) -> list[str]:
    """The principals that a role noun acts for, in text order; [] when the phrase names none."""
    found = owners_left(scene, left_tokens(head), role.relational)
    if found or role.relational:
        return list(dict.fromkeys(found))
    seated = "in" in role.prepositions or (role.title and is_plural(head))
    for name, noun in (*prepositional(head), *_seat(scene, head)):
        if name in role.prepositions or (name == "in" and seated and not found):
            found.extend(principals(scene, noun))
    if not found:
        found = _tied(scene, head)
    if not found and head.dep_ == "conj" and not left_tokens(head)[1:]:
        found = _shared(scene, head.head)
    return list(dict.fromkeys(found))


def _tied(scene: Scene, head: Token) -> list[str]:
    """ "Hackers LINKED TO North Korea", "gunmen LOYAL TO Chad" are North Korea's and Chad's."""
    ties = [each for each in head.children if each.i > head.i and each.lemma_.lower() in load_roles().tying]
    return [
        principal
        for tie in ties
        for name, noun in prepositional(tie)
        if name in ("to", "with", "for")
        for principal in principals(scene, noun)
    ]


def _seat(scene: Scene, head: Token) -> list[tuple[str, Token]]:
    """Where "accuses the government in Kyiv of" has its seat: the parser hangs "in Kyiv" on the verb."""
    following = scene.doc[head.i + 1 : head.i + 2]
    if (
        head.dep_ != "dobj"
        or not len(following)
        or following[0].lower_ != "in"
        or following[0].head.i != head.head.i
    ):
        return []
    return [("in", noun) for noun in following[0].children if noun.dep_ == "pobj" and noun.i in scene.names]


def _shared(scene: Scene, first: Token) -> list[str]:
    """In "Serb civilians and prisoners" the first member's modifiers are the second's too."""
    role = role_of(first)
    return owners_left(scene, left_tokens(first), role.relational) if role else []


def owners_left(scene: Scene, left: list[Token], relational: bool = False) -> list[str]:
    """Owners among the words before a head (nearest first): a possessor, else the nearest modifiers.

    The possessor of a relational noun is not its owner: "his Chinese counterpart".
    """
    if not relational:
        for token in left:
            if token.dep_ == "poss" and (found := _all_principals(scene, token)):
                return found
    for place, token in enumerate(left):
        if token.dep_ == "poss":
            continue
        match = scene.names.get(token.i)
        if match is not None and match.acts:
            first = _state_before(scene, match) or token
            return [*_joined_before(scene, left[place + 1 :], match), *principals(scene, first)]
        if token.i in scene.people and (found := principals(scene, token)):
            return found
    return []


def _state_before(scene: Scene, match: Match) -> Token | None:
    """The first of two nationality adjectives: "CROATIAN Serb refugees" are of Croatia."""
    before = next((each for each in scene.names.values() if each.end == match.start), None)
    if before is None or not before.acts or (before.kind, match.kind) != ("adjective", "adjective"):
        return None
    return scene.doc[before.root]


def _joined_before(scene: Scene, rest: list[Token], match: Match) -> list[str]:
    """ "Israeli and Palestinian leaders": the owners coordinated with the one found, in text order."""
    found: list[str] = []
    joined = False
    for token in rest:
        if token.i >= match.start:
            continue
        other = scene.names.get(token.i)
        if token.lower_ in _JOINING:
            joined = True
        elif joined and other is not None and other.acts:
            found = [*principals(scene, token), *found]
            joined = False
        elif token.i not in scene.inner:
            break
    return found


def principals(scene: Scene, token: Token) -> list[str]:
    """Whom a token stands for, places included."""
    found = list(scene.of(token))
    if not found and token.i in scene.places:
        found = [scene.places[token.i]]
    return [actor.represents for actor in found if actor.represents]


def _all_principals(scene: Scene, token: Token) -> list[str]:
    return [principal for each in coordinated(token) for principal in principals(scene, each)]
