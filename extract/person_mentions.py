"""Personal names in the text, linked by title, apposition, an earlier mention, or what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from extract.descriptions import topic
from extract.history import SUBJECTS, Entry
from extract.linking import slug
from extract.noun_phrases import coordination_head, determiner, is_plural, prepositional, role_of
from extract.owners import owners_left, principals
from extract.people import in_office, represented
from extract.scene import Found, Scene, Where, moved, new_actor
from extract.titles import PersonName
from ontology.records import Actor
from ontology.roles import load_roles

_OF_STATES = ("government", "military", "diplomat")
_NEAR = 8  # tokens between a comma and the noun that explains a name


def person(scene: Scene, token: Token) -> Found:
    """The person that a name means, with the words of the title as part of the mention."""
    named = scene.people[token.i]
    first = scene.doc[named.window if named.title else named.start]
    name = scene.doc[named.start : named.end].text
    actor = _link(scene, token, named, name, scene.span(first, scene.doc[named.end - 1]))
    scene.register.add(name, actor, named.title_phrase)
    if named.outer != named.root:  # "Secretary" where the parser hangs the name on "Secretary of State"
        scene.done.add(named.outer)
        scene.actors[named.outer] = (actor,)
    return (actor,)


def _link(scene: Scene, token: Token, named: PersonName, name: str, where: Where) -> Actor:
    owner = next(iter(_owners(scene, token, named)), None)
    role = named.title.role if named.title else ""
    known = _known(scene, named, role, where) or _earlier(scene, name, role, owner, where)
    if known is not None:
        return replace(known, represents=owner, resolved_by="title") if owner else known
    if owner:
        return new_actor(f"person/{slug(name)}", name, "person", role or "unknown", owner, "title", where)
    return (
        _officer(scene, name, role, where)
        or _apposed(scene, token, named, name, where)
        or _companion(scene, token, named, name, where)
        or _of_topic(scene, token, named, name, where)
        or _introduced(scene, token, named, name, where)
        or new_actor(f"person/{slug(name)}", name, "person", role or "unknown", None, "unresolved", where)
    )


def _known(scene: Scene, named: PersonName, role: str, where: Where) -> Actor | None:
    """A person that the reference data names in full."""
    if named.match is None:
        return None
    known = named.match.actor
    principal = represented(known, scene.document.date, scene.gazetteer.actors)
    return new_actor(known.id, known.name, "person", role or known.role, principal, "name", where)


def _earlier(scene: Scene, name: str, role: str, owner: str | None, where: Where) -> Actor | None:
    """A person that the document has named before, who acts for nobody else than the words say."""
    found = scene.register.find(name, exact=owner is not None)
    if found is None or (owner and found.represents not in (None, owner)):
        return None
    rule = "surname" if found.represents else "unresolved"
    return moved(replace(found, role=role or found.role), where, rule)


def _officer(scene: Scene, name: str, role: str, where: Where) -> Actor | None:
    """A surname alone that only one person in office bears."""
    known = None if " " in name else in_office(name, scene.document.date, scene.gazetteer)
    if known is None:
        return None
    principal = represented(known, scene.document.date, scene.gazetteer.actors)
    return new_actor(known.id, known.name, "person", role or known.role, principal, "surname", where)


def _apposed(scene: Scene, token: Token, named: PersonName, name: str, where: Where) -> Actor | None:
    """Link "Wang Yi, China's foreign minister" and "China's foreign minister, Wang Yi"."""
    for noun in (*_beside(token), *_across_comma(scene.doc, named)):
        role = role_of(noun)
        if role is None or role.kind != "person":
            continue
        for actor in scene.of(noun):
            if actor.represents:
                return new_actor(
                    f"person/{slug(name)}", name, "person", role.role, actor.represents, "apposition", where
                )
    return None


def _companion(scene: Scene, token: Token, named: PersonName, name: str, where: Where) -> Actor | None:
    """Whom "Defence Minister Z" acts for in "their Russian counterparts, Foreign Minister Y and …"."""
    if named.title is None or named.title.relational or token.dep_ != "conj":
        return None
    for actor in scene.of(coordination_head(token)):
        if actor.represents and actor.type == "person":
            return new_actor(
                f"person/{slug(name)}", name, "person", named.title.role, actor.represents, "context", where
            )
    return None


def _introduced(scene: Scene, token: Token, named: PersonName, name: str, where: Where) -> Actor | None:
    """Who a bare full name is: the officer whom the sentence before named by the office alone.

    "France's foreign minister sounded cautious. Bernard Kouchner said …"
    """
    phrase = token.head if token.dep_ == "poss" else coordination_head(token)
    if named.title is not None or " " not in name or phrase.dep_ not in SUBJECTS:
        return None
    here = scene.sentence(token)
    if any(entry.sentence == here for entry in scene.history.back(here, 0)):
        return None
    officers = [
        entry.actors[0] for entry in scene.history.of(here - 1) if entry.is_subject and _is_office(entry)
    ]
    if len(officers) != 1:
        return None
    return new_actor(
        f"person/{slug(name)}", name, "person", officers[0].role, officers[0].represents, "context", where
    )


def _is_office(entry: Entry) -> bool:
    """ "France's foreign minister", one officer, not "an official" nor somebody named."""
    role = role_of(entry.token)
    return (
        role is not None
        and role.title
        and role.role in _OF_STATES
        and entry.actors[0].resolved_by == "role"
        and determiner(entry.token) not in ("a", "an")
        and not is_plural(entry.token)
    )


def _of_topic(scene: Scene, token: Token, named: PersonName, name: str, where: Where) -> Actor | None:
    """ "Foreign Minister Lamamra" without a country is of the state that the report is about there."""
    if named.title is None or named.title.role not in _OF_STATES or named.title.relational:
        return None
    principal = topic(token, scene.sentence(token), scene.history, scene.of)
    if principal is None:
        return None
    return new_actor(f"person/{slug(name)}", name, "person", named.title.role, principal, "context", where)


def _beside(token: Token) -> Iterator[Token]:
    yield from (child for child in token.children if child.dep_ == "appos")
    if token.dep_ == "appos":
        yield token.head


def _across_comma(doc: Doc, named: PersonName) -> Iterator[Token]:
    """The role nouns on the other side of a comma, whatever the parser made of them."""
    before, after = named.window - 1, named.end
    if before > 0 and doc[before].text == ",":
        nouns = doc[max(0, before - _NEAR) : before]
        yield from (noun for noun in nouns if role_of(noun) and noun.right_edge.i in (before - 1, before))
    if after < len(doc) and doc[after].text == ",":
        nouns = doc[after + 1 : after + 1 + _NEAR]
        yield from (noun for noun in nouns if role_of(noun) and noun.left_edge.i == after + 1)


def _owners(scene: Scene, token: Token, named: PersonName) -> list[str]:
    relational = bool(named.title and named.title.relational)
    found = owners_left(scene, list(reversed(scene.doc[named.window : named.title_at])), relational)
    if found or relational or named.title is None:
        return found
    after_title = scene.doc[named.title_at + 1 : named.start]
    if len(after_title) and after_title[0].lower_ == "of":
        return owners_left(scene, list(reversed(after_title)))
    of = [each for name, noun in prepositional(token) if name == "of" for each in principals(scene, noun)]
    return of or load_roles().usual_owners.get(scene.doc[named.title_at].lower_, [])


def share_appositions(scene: Scene) -> None:
    """Give both halves of "Wang Yi, China's foreign minister" the same person."""
    for token in (scene.doc[i] for i in sorted(scene.actors)):
        if token.dep_ == "appos" and token.head.i in scene.actors:
            _share(scene, token, token.head)
            _share(scene, token.head, token)


def _share(scene: Scene, name: Token, noun: Token) -> None:
    role = role_of(noun)
    if name.i not in scene.people or noun.i in scene.people or role is None or role.kind != "person":
        return
    actor, as_role = scene.actors[name.i][0], scene.actors[noun.i][0]
    if as_role.represents and actor.represents not in (None, as_role.represents):
        return
    scene.actors[noun.i] = (moved(actor, Where(as_role.start, as_role.end, as_role.mention), "apposition"),)
