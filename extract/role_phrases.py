"""Phrases whose head says what somebody is: "French soldiers", "the ministry", "a group of diplomats"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from spacy.tokens import Token

from extract import descriptions
from extract.anaphors import definite
from extract.history import subject_of
from extract.linking import slug
from extract.named import place_in_clause
from extract.noun_phrases import (
    clause_verb,
    determiner,
    governing_preposition,
    is_plural,
    left_tokens,
    phrase_start,
    possessor,
    prepositional,
    role_of,
)
from extract.owners import owners, owners_left, principals
from extract.scene import Found, Scene, Where, moved, new_actor
from ontology.records import Actor
from ontology.roles import Role, load_roles

_LOOK_FAR = 8  # sentences
_OFFICERS = ("government", "diplomat", "military")
_GROUPS = ("group", "organisation", "bloc", "media", "company")


def role_phrase(scene: Scene, token: Token) -> Found:
    """The actor of a role noun with its owners: "a senior Indian diplomat" -> a diplomat of India."""
    role = role_of(token)
    if role is None:
        return _outlet(scene, token)
    where = phrase(scene, token)
    if named := _named_group(scene, token, where):
        return named
    found = owners(scene, token, role)
    if itself := _itself(scene, token, found, where):
        return itself
    if found:
        return tuple(_of_owner(scene, token, role, owner, where) for owner in found)
    return _ownerless(scene, token, role, where)


def phrase(scene: Scene, token: Token) -> Where:
    """Where a phrase stands, from its first word after the article to its head."""
    return scene.span(scene.doc[phrase_start(token)], token)


def _named_group(scene: Scene, token: Token, where: Where) -> Found:
    """ "The Palestinian militant group HAMAS": the name behind says which group, not the country before."""
    if token.lower_ not in load_roles().generic:
        return ()
    for child in token.children:
        match = scene.names.get(child.i) if child.dep_ == "appos" else None
        if match and match.start == token.i + 1 and match.actor.type in _GROUPS:
            return (scene.reference(match.actor.id, "name", where),)
    return ()


def _itself(scene: Scene, token: Token, found: list[str], where: Where) -> Found:
    """ "The Taliban movement" is the Taliban, not somebody who acts for them."""
    if len(found) != 1 or token.lower_ not in load_roles().generic or possessor(token) is not None:
        return ()
    known = scene.gazetteer.actors.get(found[0])
    named = any(scene.names[each.i].actor is known for each in left_tokens(token) if each.i in scene.names)
    if known is None or known.type not in _GROUPS or not named:
        return ()
    return (scene.reference(known.id, "name", where),)


def _of_owner(scene: Scene, token: Token, role: Role, owner: str, where: Where) -> Actor:
    """An actor known by its role and its owner: `IND/diplomat`, `body/chn-foreign-ministry`."""
    words = own_words(scene, token)
    body = role.kind == "body" and not is_plural(token)
    actor_id = f"body/{owner.lower()}-{slug(words)}" if body else f"{owner}/{slug(words)}"
    known = scene.gazetteer.actors.get(owner)
    name = f"{known.name if known else owner}: {words}"
    return new_actor(actor_id, name, _type(token, role), role.role, owner, "body" if body else "role", where)


def own_words(scene: Scene, token: Token) -> str:
    """The head with the words that say which kind it is: "foreign ministry", "suicide bombers"."""
    words = [token.lower_]
    for left in left_tokens(token):
        kind = left.dep_ == "compound" or left.lower_ in load_roles().qualifiers or left.text == "-"
        if not kind or left.i in scene.names or left.i in scene.inner or left.i in scene.people:
            break
        words.append(left.lower_)
    return " ".join(reversed(words))


def _type(token: Token, role: Role) -> str:
    return "group" if role.kind in ("person", "body") and is_plural(token) else role.kind


def _ownerless(scene: Scene, token: Token, role: Role, where: Where) -> Found:
    """A role noun without a known owner: an earlier one, the place, the topic, or unresolved."""
    if _owner_unknown(token, role):
        return () if role.owned else _unresolved(token, role, where)
    if determiner(token) in ("the", "that", "this") or (not is_plural(token) and not determiner(token)):
        if found := _fighters(scene, token, role, where) or _same_again(scene, token, where):
            return found
        if determiner(token) and (found := definite(scene, token)):
            return found
    if owner := _same_body(scene, token) or _usual_owner(scene, token):
        return (replace(_of_owner(scene, token, role, owner, where), resolved_by="definite"),)
    spoken = role.home and determiner(token) in ("a", "an")  # "in Beijing a spokesman said"
    if (role.local or spoken) and (owner := place_in_clause(scene, token)):
        return (replace(_of_owner(scene, token, role, owner, where), resolved_by="place"),)
    if role.home and _is_home(scene, token, role) and (topic := _topic(scene, token)):
        return (replace(_of_owner(scene, token, role, topic, where), resolved_by="definite"),)
    return () if role.owned else _unresolved(token, role, where)


def _topic(scene: Scene, token: Token) -> str | None:
    """Whose "the government" is: the officer's who speaks; not the rebels', whom the sentence is about."""
    if speaker := _speaker(scene, token):
        return speaker
    rebels: frozenset[str] = frozenset()
    while topic := descriptions.topic(token, scene.sentence(token), scene.history, scene.of, rebels):
        known = scene.gazetteer.actors.get(topic)
        if known is None or (known.type, known.role) != ("group", "rebel"):
            return topic
        rebels |= {topic}
    return None


def _speaker(scene: Scene, token: Token) -> str | None:
    """For whom the officer acts in whose words a phrase stands: "Chile's minister said THE CABINET …"."""
    verb = clause_verb(token)
    subject = subject_of(verb.head) if verb.dep_ == "ccomp" and verb.head.i < verb.i else None
    speakers = scene.of(subject) if subject is not None and subject.i != token.i else ()
    officers = (each for each in speakers if each.type == "person" and each.role in _OFFICERS)
    return next((each.represents for each in officers if each.represents), None)


def _fighters(scene: Scene, token: Token, role: Role, where: Where) -> Found:
    """ "The rebels" after "M23": the armed group named last, rather than rebels of nobody knows whom."""
    if role.role != "rebel" or len(left_tokens(token)) > 1:
        return ()
    for entry in scene.history.back(scene.sentence(token), _LOOK_FAR):
        known = scene.gazetteer.actors.get(entry.principals[0])
        if known is not None and known.type == "group" and known.role == "rebel":
            return (scene.reference(known.id, "definite", where),)
    return ()


def _same_body(scene: Scene, token: Token) -> str | None:
    """Whose "a Foreign Ministry spokesman" is after "the Chinese Foreign Ministry"."""
    for body in left_tokens(token):
        role = role_of(body)
        if role is None or role.kind != "body" or body.dep_ == "poss":
            continue
        words = own_words(scene, body)
        for entry in scene.history.back(scene.sentence(token)):
            same = entry.token.lower_ == body.lower_ and entry.actors[0].represents
            if same and own_words(scene, entry.token).endswith(words):
                return entry.actors[0].principal
    return None


def _usual_owner(scene: Scene, token: Token) -> str | None:
    """Who is meant where a body's own name says it: "the Foreign Office" is the British one."""
    if not token.text[0].isupper():
        return None
    usual = load_roles().usual_owners.get(own_words(scene, token), [])
    named = Counter(match.actor.principal for match in scene.names.values())
    return max(usual, key=named.__getitem__, default=None)


def _owner_unknown(token: Token, role: Role) -> bool:
    """True where the phrase has an owner that could not be linked: "the government of X", "his party"."""
    return possessor(token) is not None or any(name == "of" for name, _ in prepositional(token))


def _unresolved(token: Token, role: Role, where: Where) -> Found:
    words = where.mention
    return (
        new_actor(f"mention/{slug(words)}", words, _type(token, role), role.role, None, "unresolved", where),
    )


def _is_home(scene: Scene, token: Token, role: Role) -> bool:
    """True for "the foreign ministry", "parliament", "a spokesman": no adjective points elsewhere."""
    article = determiner(token)
    if article not in ("the", "") and not (article == "a" and role.kind == "person"):
        return False
    if is_plural(token) and article != "the":
        return False
    extra = len(left_tokens(token)) - bool(article) - own_words(scene, token).count(" ")
    return extra <= 0


def _same_again(scene: Scene, token: Token, where: Where) -> Found:
    """ "The minister" after "Minister Wang Yi", "the junta" after "Mali's junta"."""
    words = own_words(scene, token)
    if len(left_tokens(token)) > words.count(" ") + 1 or any(
        child.dep_ == "prep" for child in token.children
    ):
        return ()
    titled = scene.register.with_title(words)
    if titled and titled.represents:
        return (moved(titled, where, "definite"),)
    for entry in scene.history.back(scene.sentence(token)):
        same = entry.token.lower_ == token.lower_ and entry.actors[0].represents
        if same and own_words(scene, entry.token).endswith(words):
            return tuple(moved(actor, where, "definite") for actor in entry.actors)
    return ()


def _outlet(scene: Scene, token: Token) -> Found:
    """A newspaper by its name: "the Washington Post"."""
    role = load_roles().names.get(token.lower_)
    if role is None or not token.text[0].isupper():
        return ()
    left = [each for each in left_tokens(token) if each.dep_ != "poss" and each.text[0].isupper()]
    if not left or (left[-1].dep_ == "det" and not left[:-1]):
        return ()
    first = left[-1] if left[-1].dep_ != "det" else left[-2]
    for each in left:
        scene.actors.pop(each.i, None)
    where = scene.span(first, token)
    return (
        new_actor(
            f"{role.kind}/{slug(where.mention)}", where.mention, role.kind, role.role, None, "name", where
        ),
    )


def place_noun(scene: Scene, token: Token) -> Found:
    """ "The Iraqi city of Basra": a place of the state that the phrase names."""
    if token.lemma_.lower() not in load_roles().places:
        return ()
    found = owners_left(scene, left_tokens(token))
    for name, noun in prepositional(token):
        if name in ("of", "in") and not found:
            found = principals(scene, noun)
    if not found:
        return ()
    actor = scene.reference(found[0], "place", phrase(scene, token))
    if governing_preposition(token) in load_roles().place_prepositions:
        scene.places[token.i] = actor
    return (actor,)


def partitive(scene: Scene, token: Token) -> Found:
    """ "A group of Moroccan diplomats" stands for the diplomats."""
    words = load_roles().partitives
    if token.lemma_.lower() not in words and token.lower_ not in words:
        return ()
    for name, noun in prepositional(token):
        if name == "of" and noun.dep_ == "pobj" and (is_plural(noun) or noun.lower_ == "people"):
            where = scene.span(scene.doc[phrase_start(token)], noun)
            return tuple(moved(actor, where) for actor in scene.of(noun))
    return ()
