"""Mentions: the actors that noun phrases stand for.

A noun phrase is read as a whole: "a senior Indian diplomat" is a diplomat of India. Values of
`Actor.resolved_by`:

    name, acronym, metonym, capital   a name of a reference actor
    adjective, demonym                "Chinese", "the Iranians"
    title                             a personal name whose title phrase says for whom it acts
    role, body                        a role noun or institution with its owner ("French soldiers")
    apposition                        "Wang Yi, China's foreign minister"
    surname                           a person named more fully before, or known to be in office
    pronoun, definite, plural         "it", "the bloc", "the two countries"
    place                             a place, taken for the state it lies in
    unresolved                        a person or role that nobody could link
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from extract import coreference
from extract.coreference import Entry, History
from extract.gazetteer import Gazetteer
from extract.linking import Match, find_matches, slug
from extract.noun_phrases import (
    coordinated,
    determiner,
    governing_preposition,
    is_plural,
    left_tokens,
    phrase_start,
    possessor,
    prepositional,
    role_of,
)
from extract.people import Register, in_office, represented
from extract.titles import PersonName, find_people
from ontology.anaphora import load_anaphora
from ontology.records import Actor, Document
from ontology.roles import Role, load_roles

Actors = dict[int, tuple[Actor, ...]]
Offset = Callable[[int], int]

_PLURAL_TYPE = {"person": "group"}
_MODIFIERS = ("compound", "amod", "nmod", "poss", "npadvmod")


@dataclass(frozen=True, slots=True)
class Mentions:
    """`actors` by head token index; `places` likewise: where things happen, not who acts."""

    actors: Actors
    places: dict[int, Actor]


def find_actors(doc: Doc, document: Document, gazetteer: Gazetteer, offset: Offset) -> Actors:
    """The actors of a parsed document by the head token of their noun phrase.

    `offset` maps a character position of `doc.text` to one of `document.text`.
    """
    return find_mentions(doc, document, gazetteer, offset).actors


def find_places(doc: Doc, document: Document, gazetteer: Gazetteer, offset: Offset) -> dict[int, Actor]:
    """The places of a parsed document by head token, each as the state that it lies in."""
    return find_mentions(doc, document, gazetteer, offset).places


def find_mentions(doc: Doc, document: Document, gazetteer: Gazetteer, offset: Offset) -> Mentions:
    """Actors and places in one pass."""
    reader = _Reader(doc, document, gazetteer, offset)
    reader.read()
    return Mentions(reader.actors, reader.places)


@dataclass(slots=True)
class _Reader:
    """One run over one document: what is known so far, and the rules that add to it."""

    doc: Doc
    document: Document
    gazetteer: Gazetteer
    offset: Offset
    names: dict[int, Match] = field(default_factory=dict)
    people: dict[int, PersonName] = field(default_factory=dict)
    inner: set[int] = field(default_factory=set)
    sentences: list[int] = field(default_factory=list)
    actors: Actors = field(default_factory=dict)
    places: dict[int, Actor] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    history: History = field(default_factory=History)
    register: Register = field(default_factory=Register)

    def read(self) -> None:
        """Fill `actors` and `places`."""
        self._index()
        for token in self.doc:
            found = self.of(token)
            if found and not self._is_modifier(token):
                self.history.add(Entry(token, found, self.sentences[token.i]))
        self._share_appositions()
        self.actors = {i: self.actors[i] for i in sorted(self.actors) if self.actors[i]}
        self.places = {i: self.places[i] for i in sorted(self.places)}

    def _index(self) -> None:
        matches = find_matches(self.doc, self.gazetteer)
        for person in find_people(self.doc, matches):
            self.people[person.root] = person
            self.inner.update(range(person.start, person.end))
        for match in matches:
            if match.actor.type != "person" and match.start not in self.inner and not self._in_waters(match):
                self.names[match.root] = match
                self.inner.update(range(match.start, match.end))
        self.inner -= set(self.names) | set(self.people)
        self.inner |= self._title_tokens()
        for number, sentence in enumerate(self.doc.sents):
            self.sentences.extend([number] * len(sentence))

    def _in_waters(self, match: Match) -> bool:
        """ "The South China Sea", "the Sea of Japan" belong to nobody."""
        token = self.doc[match.root]
        above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
        return token.dep_ in ("compound", "amod", "nmod", "pobj") and above.lower_ in load_roles().waters

    def _title_tokens(self) -> set[int]:
        """Tokens of title windows that are no actors of their own; linked names in them stay."""
        tokens = {i for person in self.people.values() if person.title for i in range(person.window, person.start)}
        owned = {i for i in tokens if self.doc[i].dep_ == "poss" or self.doc[i].tag_ == "PRP$"}
        return tokens - set(self.names) - owned

    def of(self, token: Token) -> tuple[Actor, ...]:
        """The actors a token stands for, found on first demand."""
        if token.i in self.done:
            return self.actors.get(token.i, ())
        self.done.add(token.i)
        found = next((found for rule in self._rules(token) if (found := rule(token))), ())
        if found:
            self.actors[token.i] = found
        return found

    def _rules(self, token: Token) -> Iterator[Callable[[Token], tuple[Actor, ...]]]:
        """The rules that may apply, in the order in which they are tried."""
        if token.i in self.people:
            yield self._person
        elif token.i in self.names:
            yield self._name
        elif token.i in self.inner:
            return
        elif token.pos_ == "PRON" or token.tag_ == "PRP$":
            yield self._pronoun
            yield self._both
        elif token.pos_ in ("NOUN", "PROPN", "ADJ"):
            if token.dep_ not in ("compound", "amod"):
                yield from (self._together, self._partitive, self._place_noun, self._role, self._definite)
        elif token.pos_ in ("NUM", "DET"):
            yield from (self._both, self._partitive)

    # building

    def _mention(self, first: int, last: int) -> dict[str, str | int]:
        """Where characters `[first, last)` of the parsed text stand in the document."""
        start, end = self.offset(first), self.offset(last - 1) + 1
        return {"start": start, "end": end, "mention": self.document.text[start:end]}

    def _span(self, first: Token, last: Token) -> dict[str, str | int]:
        return self._mention(first.idx, last.idx + len(last))

    def _reference(self, actor_id: str, rule: str, where: dict[str, str | int], role: str = "") -> Actor:
        """The reference actor itself, as some words name it."""
        known = self.gazetteer.actors.get(actor_id)
        if known is None:
            return Actor(actor_id, actor_id, "unknown", role or "unknown", actor_id, resolved_by=rule, **where)  # type: ignore[arg-type]
        represents = known.principal
        return Actor(known.id, known.name, known.type, role or known.role, represents, resolved_by=rule, **where)  # type: ignore[arg-type]

    # names

    def _name(self, token: Token) -> tuple[Actor, ...]:
        match = self.names[token.i]
        where = self._mention(match.first, match.last)
        located = self._is_located(token, match)
        rule = "place" if located or match.kind == "place" else match.kind
        actor = self._linked(token, match, rule, where)
        if located:
            self.places[token.i] = actor
            if match.kind in ("capital", "metonym") or self._is_dateline(match):
                return ()
        return (actor,)

    def _linked(self, token: Token, match: Match, rule: str, where: dict[str, str | int]) -> Actor:
        kind, known = match.kind, match.actor
        if known.type in ("state", "territory") and self._is_people(token, match):
            name = str(where["mention"])
            if not match.acts:
                return self._minority(token, name, where)
            return Actor(
                f"{known.id}/people", name, "population", "civilian", known.principal, resolved_by="demonym", **where  # type: ignore[arg-type]
            )
        role = "government" if kind in ("metonym", "capital") and rule != "place" else ""
        return replace(self._reference(known.id, rule, where, role), alternatives=match.alternatives)

    def _minority(self, token: Token, name: str, where: dict[str, str | int]) -> Actor:
        """ "Ethnic Albanians" act for nobody, or are people of the state where the clause is set."""
        owner = self._place_in_clause(token)
        rule = "place" if owner else "unresolved"
        actor_id = f"{owner}/{slug(name)}" if owner else f"mention/{slug(name)}"
        return Actor(actor_id, name, "population", "civilian", owner, resolved_by=rule, **where)  # type: ignore[arg-type]

    def _is_people(self, token: Token, match: Match) -> bool:
        """ "Iranians", and "the French" where no noun follows."""
        if match.kind == "demonym":
            return True
        return match.kind == "adjective" and token.dep_ not in ("amod", "compound", "nmod", "acomp", "conj", "npadvmod") and (
            determiner(token) == "the"
        )  # fmt: skip

    def _is_located(self, token: Token, match: Match) -> bool:
        if match.kind in ("adjective", "demonym") or match.actor.type not in ("state", "territory", "bloc", "organisation"):
            return False
        if match.kind in ("name", "acronym") and match.actor.type in ("bloc", "organisation"):
            return False
        if governing_preposition(token) in load_roles().place_prepositions:
            return True
        if match.kind == "capital" and token.dep_ == "compound" and match.acts:
            return role_of(token.head) is None
        return self._is_dateline(match)

    def _is_dateline(self, match: Match) -> bool:
        """ "KYIV (Reuters) —" or "GENEVA —" at the head of a sentence."""
        if not self.doc[match.start].is_sent_start or match.kind != "capital" or match.end >= len(self.doc):
            return False
        following = self.doc[match.end]
        return following.text in ("—", "–", "--") or (following.text in ("(", ",") and self.doc[match.start].is_upper) or (
            following.text == "-" and bool(following.whitespace_)
        )  # fmt: skip

    # people

    def _person(self, token: Token) -> tuple[Actor, ...]:
        person = self.people[token.i]
        first, last = self.doc[person.window if person.title else person.start], self.doc[person.end - 1]
        where = self._span(first, last)
        name = self.doc[person.start : person.end].text
        actor = self._link_person(token, person, name, where)
        self.register.add(name, actor, person.title_phrase)
        if person.outer != person.root:
            self.done.add(person.outer)
            self.actors[person.outer] = (actor,)
        return (actor,)

    def _link_person(self, token: Token, person: PersonName, name: str, where: dict[str, str | int]) -> Actor:
        owner = next(iter(self._person_owners(token, person)), None)
        role = person.title.role if person.title else ""
        earlier = self.register.find(name)
        if person.match:
            known = person.match.actor
            represents = owner or represented(known, self.document.date, self.gazetteer.actors)
            rule = "title" if owner else "name"
            return Actor(known.id, known.name, "person", role or known.role, represents, resolved_by=rule, **where)  # type: ignore[arg-type]
        if earlier and (earlier.represents or not owner):
            rule = "title" if owner else ("surname" if earlier.represents else "unresolved")
            return replace(
                earlier, role=role or earlier.role, represents=owner or earlier.represents, resolved_by=rule, **where  # type: ignore[arg-type]
            )
        if owner:
            return Actor(f"person/{slug(name)}", name, "person", role or "unknown", owner, resolved_by="title", **where)  # type: ignore[arg-type]
        return self._officer(name, role, where) or self._apposed(token, name, where) or Actor(
            f"person/{slug(name)}", name, "person", role or "unknown", None, resolved_by="unresolved", **where  # type: ignore[arg-type]
        )  # fmt: skip

    def _officer(self, name: str, role: str, where: dict[str, str | int]) -> Actor | None:
        """A surname alone that only one person in office bears."""
        known = None if " " in name else in_office(name, self.document.date, self.gazetteer)
        if known is None:
            return None
        represents = represented(known, self.document.date, self.gazetteer.actors)
        return Actor(known.id, known.name, "person", role or known.role, represents, resolved_by="surname", **where)  # type: ignore[arg-type]

    def _apposed(self, token: Token, name: str, where: dict[str, str | int]) -> Actor | None:
        """Link "Wang Yi, China's foreign minister" or "China's foreign minister, Wang Yi"."""
        beside = [child for child in token.children if child.dep_ == "appos"]
        if token.dep_ == "appos":
            beside.append(token.head)
        for noun in beside:
            role = role_of(noun)
            if role is None or role.kind != "person":
                continue
            for actor in self.of(noun):
                if actor.represents:
                    return Actor(
                        f"person/{slug(name)}", name, "person", role.role, actor.represents, resolved_by="apposition", **where  # type: ignore[arg-type]
                    )
        return None

    def _person_owners(self, token: Token, person: PersonName) -> list[str]:
        window = list(reversed(self.doc[person.window : person.start]))
        relational = bool(person.title and person.title.relational)
        owners = self._owners_left(window, relational)
        if owners or relational:
            return owners
        return [
            principal
            for name, noun in prepositional(token)
            if person.title and name == "of"
            for principal in self._principals(noun)
        ]

    # owners

    def _principals(self, token: Token) -> list[str]:
        """Whom a token stands for, places included."""
        found = list(self.of(token))
        if not found and token.i in self.places:
            found = [self.places[token.i]]
        return [actor.represents for actor in found if actor.represents]

    def _owners_left(self, left: list[Token], relational: bool) -> list[str]:
        """Owners among the words before a head (nearest first): a possessor, else the nearest modifiers."""
        if not relational:
            for token in left:
                if token.dep_ == "poss" and (found := self._coordinated_principals(token)):
                    return found
        for place, token in enumerate(left):
            match = self.names.get(token.i)
            if match is not None and token.dep_ == "poss" and relational:
                continue
            if match is not None and match.acts:
                return [*self._joined_before(left[place + 1 :], match), *self._principals(token)]
            if token.i in self.people and token.dep_ != "poss" and (found := self._principals(token)):
                return found
        return []

    def _coordinated_principals(self, token: Token) -> list[str]:
        return [principal for each in coordinated(token) for principal in self._principals(each)]

    def _joined_before(self, rest: list[Token], match: Match) -> list[str]:
        """ "Israeli and Palestinian leaders": the owners coordinated with the one found, in text order."""
        found: list[str] = []
        joined = False
        for token in rest:
            if token.i >= match.start:
                continue
            if token.lower_ in ("and", "or", "-", "/", ",", "&"):
                joined = True
            elif joined and (other := self.names.get(token.i)) is not None and other.acts:
                found = [*self._principals(token), *found]
                joined = False
            elif token.i not in self.inner:
                break
        return found

    def _owners(self, head: Token, role: Role) -> list[str]:
        found = self._owners_left(left_tokens(head), role.relational)
        if found or role.relational:
            return list(dict.fromkeys(found))
        for name, noun in prepositional(head):
            if name in role.prepositions:
                found.extend(self._principals(noun))
        if not found and head.dep_ == "conj" and not left_tokens(head)[1:] and (shared := role_of(head.head)):
            found = self._owners_left(left_tokens(head.head), shared.relational)
        return list(dict.fromkeys(found))

    # nouns

    def _role(self, token: Token) -> tuple[Actor, ...]:
        role = role_of(token)
        if role is None:
            return self._outlet(token)
        where = self._span(self.doc[phrase_start(token)], token)
        owners = self._owners(token, role)
        if owners:
            return tuple(self._role_actor(token, role, owner, where) for owner in owners)
        if possessor(token) is not None and role.owned:
            return ()
        return self._ownerless(token, role, where)

    def _ownerless(self, token: Token, role: Role, where: dict[str, str | int]) -> tuple[Actor, ...]:
        """A role noun that says for nobody whom it acts: an earlier one, the place, the topic, or unresolved."""
        if not is_plural(token) and determiner(token) in ("the", "that", "this", "") and (found := self._same_again(token, where)):
            return found
        if load_anaphora().definite.get(token.lower_) and determiner(token) == "the" and (found := self._definite(token)):
            return found
        if role.owned:
            return ()
        if role.local and (owner := self._place_in_clause(token)):
            return (replace(self._role_actor(token, role, owner, where), resolved_by="place"),)
        if role.home and determiner(token) in ("the", "", "a") and possessor(token) is None:
            owner_id = coreference.topic(token, self.sentences[token.i], self.history, self.of)
            if owner_id:
                return (replace(self._role_actor(token, role, owner_id, where), resolved_by="definite"),)
        words = str(where["mention"])
        kind = self._type(token, role)
        return (Actor(f"mention/{slug(words)}", words, kind, role.role, None, resolved_by="unresolved", **where),)  # type: ignore[arg-type]

    def _same_again(self, token: Token, where: dict[str, str | int]) -> tuple[Actor, ...]:
        """ "The minister" after "Minister Wang Yi", "the junta" after "Mali's junta"."""
        words = self._own_words(token)
        if len(left_tokens(token)) > words.count(" ") + 1 or any(child.dep_ == "prep" for child in token.children):
            return ()
        titled = self.register.with_title(words)
        if titled and titled.represents:
            return (replace(titled, resolved_by="definite", **where),)  # type: ignore[arg-type]
        for entry in self.history.back(self.sentences[token.i]):
            if entry.token.lower_ == token.lower_ and entry.actors[0].represents and (
                self._own_words(entry.token).endswith(words)
            ):  # fmt: skip
                return tuple(replace(actor, resolved_by="definite", **where) for actor in entry.actors)  # type: ignore[arg-type]
        return ()

    def _place_in_clause(self, token: Token) -> str | None:
        """The only state among the places of the clause: "police stormed its embassy in QUITO"."""
        verb = token.head
        for _ in range(3):
            if verb.pos_ in ("VERB", "AUX") or verb.head is verb:
                break
            verb = verb.head
        owners = set()
        for each in verb.subtree:
            if each.i in self.names and self.doc[each.i].i != token.i:
                self.of(each)
                if each.i in self.places and self.places[each.i].represents:
                    owners.add(self.places[each.i].represents)
        return owners.pop() if len(owners) == 1 else None

    def _type(self, token: Token, role: Role) -> str:
        return _PLURAL_TYPE.get(role.kind, role.kind) if is_plural(token) else role.kind

    def _role_actor(self, token: Token, role: Role, owner: str, where: dict[str, str | int]) -> Actor:
        """An actor that is known by its role and its owner: `IND/diplomat`, `body/chn-foreign-ministry`."""
        words = self._own_words(token)
        if role.kind == "body":
            actor_id, rule = f"body/{owner.lower()}-{slug(words)}", "body"
        else:
            actor_id, rule = f"{owner}/{slug(words)}", "role"
        owner_name = self.gazetteer.actors[owner].name if owner in self.gazetteer.actors else owner
        return Actor(actor_id, f"{owner_name}: {words}", self._type(token, role), role.role, owner, resolved_by=rule, **where)  # type: ignore[arg-type]

    def _own_words(self, token: Token) -> str:
        """The head with the words that say which kind it is: "foreign ministry", "suicide bombers"."""
        words = [token.text]
        for left in left_tokens(token):
            kind = left.dep_ == "compound" or left.lower_ in load_roles().qualifiers or left.text == "-"
            if not kind or left.i in self.names or left.i in self.inner:
                break
            words.append(left.text)
        return " ".join(reversed(words)).lower()

    def _outlet(self, token: Token) -> tuple[Actor, ...]:
        """A newspaper by its name: "the Washington Post"."""
        role = load_roles().names.get(token.lower_)
        left = [each for each in left_tokens(token) if each.dep_ in ("compound", "amod", "nmod") and each.text[0].isupper()]
        if role is None or not token.text[0].isupper() or not left:
            return ()
        where = self._span(left[-1], token)
        for each in left:
            self.actors.pop(each.i, None)
        name = str(where["mention"])
        return (Actor(f"{role.kind}/{slug(name)}", name, role.kind, role.role, None, resolved_by="name", **where),)  # type: ignore[arg-type]

    def _place_noun(self, token: Token) -> tuple[Actor, ...]:
        """ "The Iraqi city of Basra": a place of the state that the phrase names."""
        if token.lemma_.lower() not in load_roles().places:
            return ()
        owners = self._owners_left(left_tokens(token), False)
        for name, noun in prepositional(token):
            owners.extend(self._principals(noun) if name in ("of", "in") and not owners else [])
        if not owners:
            return ()
        where = self._span(self.doc[phrase_start(token)], token)
        actor = self._reference(owners[0], "place", where)
        if governing_preposition(token) in load_roles().place_prepositions:
            self.places[token.i] = actor
        return (actor,)

    def _partitive(self, token: Token) -> tuple[Actor, ...]:
        """ "A group of Moroccan diplomats" stands for the diplomats."""
        if token.lemma_.lower() not in load_roles().partitives and token.lower_ not in load_roles().partitives:
            return ()
        for name, noun in prepositional(token):
            if name == "of" and noun.dep_ == "pobj" and (is_plural(noun) or token.pos_ in ("NUM", "DET")):
                where = self._span(self.doc[phrase_start(token)], noun)
                return tuple(replace(actor, **where) for actor in self.of(noun))  # type: ignore[arg-type]
        return ()

    # words that point back

    def _pronoun(self, token: Token) -> tuple[Actor, ...]:
        if token.lower_ not in load_anaphora().pronouns:
            return ()
        found = coreference.pronoun(token, self.sentences[token.i], self.history, self.of)
        where = self._span(token, token)
        return tuple(replace(actor, resolved_by="pronoun", **where) for actor in found)  # type: ignore[arg-type]

    def _both(self, token: Token) -> tuple[Actor, ...]:
        """ "Both agreed", "the two": a number that stands alone."""
        words = load_anaphora()
        if token.lower_ not in words.counts or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
            return ()
        if token.lower_ != "both" and determiner(token) != "the":
            return ()
        return self._group(token, words.counts[token.lower_], _is_principal)

    def _together(self, token: Token) -> tuple[Actor, ...]:
        """ "The two countries", "both sides", "the leaders"."""
        words = load_anaphora()
        lemma = token.lemma_.lower()
        if lemma not in words.plural_states | words.plural_sides | words.plural_officials | words.plural_persons:
            return ()
        left = [each.lower_ for each in reversed(left_tokens(token))]
        number = next((words.counts[each] for each in left if each in words.counts), None)
        rest = [each for each in left if each not in words.counts and each not in ("the", "these", "those")]
        if len(rest) == len(left) or not is_plural(token) or ("both" not in left and left[0] not in ("the", "these", "those")):
            return ()
        ids = words.regions.get(" ".join(rest)) if rest else None
        if (rest and ids is None and not words.neutral.issuperset(rest)) or (number is None and self._is_specified(token)):
            return ()
        kinds = (
            (lemma in words.plural_officials | words.plural_persons, _is_linked_person),
            (lemma in words.plural_states, _is_state),
            (lemma in words.plural_sides | words.plural_officials, _is_principal),
            (lemma in words.plural_officials | words.plural_persons, _is_person),
        )
        for applies, fits in kinds:
            if applies and (found := self._group(token, number, _within(fits, ids))):
                return found
        return ()

    def _is_specified(self, token: Token) -> bool:
        """True for "the countries of the region", "the states that signed"."""
        return any(child.dep_ in ("prep", "relcl", "acl") for child in token.children)

    def _group(self, token: Token, number: int | None, fits: Callable[[Actor], bool]) -> tuple[Actor, ...]:
        found = coreference.together(number, token, self.sentences[token.i], self.history, self.of, fits)
        where = self._span(self.doc[phrase_start(token)], token)
        return tuple(replace(actor, resolved_by="plural", **where) for actor in found)  # type: ignore[arg-type]

    def _definite(self, token: Token) -> tuple[Actor, ...]:
        if determiner(token) not in ("the", "this", "that") or is_plural(token):
            return ()
        left = [each.lower_ for each in reversed(left_tokens(token))][1:]
        if any(child.dep_ == "compound" or child.lower_ in load_anaphora().blocking for child in token.children):
            return ()
        principal = coreference.definite(token, tuple(left), self.sentences[token.i], self.history, self.of)
        if principal is None or any(each.i in self.names for each in left_tokens(token)):
            return ()
        return (self._reference(principal, "definite", self._span(self.doc[phrase_start(token)], token)),)

    # afterwards

    def _is_modifier(self, token: Token) -> bool:
        return token.dep_ in ("compound", "amod", "nmod", "npadvmod")

    def _share_appositions(self) -> None:
        """Give both halves of "Wang Yi, China's foreign minister" the same person."""
        for token in self.doc:
            if token.dep_ != "appos" or token.i not in self.actors or token.head.i not in self.actors:
                continue
            for one, other in ((token, token.head), (token.head, token)):
                role = role_of(other)
                if one.i in self.people and role is not None and role.kind == "person" and other.i not in self.people:
                    self._adopt(one, other)

    def _adopt(self, person: Token, noun: Token) -> None:
        actor, as_role = self.actors[person.i][0], self.actors[noun.i][0]
        if as_role.represents and actor.represents not in (None, as_role.represents):
            return
        where = {"start": as_role.start, "end": as_role.end, "mention": as_role.mention}
        self.actors[noun.i] = (replace(actor, resolved_by="apposition", **where),)  # type: ignore[arg-type]



def _is_linked_person(actor: Actor) -> bool:
    return actor.type == "person" and actor.represents is not None


def _is_person(actor: Actor) -> bool:
    return actor.type == "person"


def _is_principal(actor: Actor) -> bool:
    return actor.represents is not None and actor.type != "media"


def _is_state(actor: Actor) -> bool:
    """A state, or whoever acts for one."""
    return actor.type in ("state", "territory") or (actor.represents is not None and len(actor.represents) == 3)


def _within(fits: Callable[[Actor], bool], ids: frozenset[str] | None) -> Callable[[Actor], bool]:
    return lambda actor: fits(actor) and (ids is None or actor.principal in ids)
