"""The scene: what one run over one document knows so far about who is who.

The rule modules (`named`, `person_mentions`, `owners`, `role_phrases`, `anaphors`) read it and ask it
for the actors of other tokens; `mentions` fills it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from spacy.tokens import Doc, Token

from extract.gazetteer import Gazetteer
from extract.history import History
from extract.linking import Match
from extract.people import Register
from extract.titles import PersonName
from ontology.records import Actor, Document

Found = tuple[Actor, ...]


class Where(NamedTuple):
    """The place of a mention in the document as given: `mention == document.text[start:end]`."""

    start: int
    end: int
    mention: str


@dataclass(slots=True)
class Scene:
    """One document under reading.

    `names` and `people` are linked and personal names by head token; `inner` are tokens that belong to
    one of them and are nothing on their own; `actors` and `places` are what was found, by token index.
    """

    doc: Doc
    document: Document
    gazetteer: Gazetteer
    offset: Callable[[int], int]
    resolve: Callable[[Scene, Token], Found]
    names: dict[int, Match] = field(default_factory=dict)
    people: dict[int, PersonName] = field(default_factory=dict)
    inner: set[int] = field(default_factory=set)
    sentences: list[int] = field(default_factory=list)
    actors: dict[int, Found] = field(default_factory=dict)
    places: dict[int, Actor] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    history: History = field(default_factory=History)
    register: Register = field(default_factory=Register)

    def of(self, token: Token) -> Found:
        """The actors a token stands for, found on first demand; () while it is being found."""
        if token.i in self.done:
            return self.actors.get(token.i, ())
        self.done.add(token.i)
        found = self.resolve(self, token)
        if found:
            self.actors[token.i] = found
        return found

    def sentence(self, token: Token) -> int:
        return self.sentences[token.i]

    def chars(self, first: int, last: int) -> Where:
        """Characters `[first, last)` of the parsed text, in the document."""
        start, end = self.offset(first), self.offset(last - 1) + 1
        return Where(start, end, self.document.text[start:end])

    def span(self, first: Token, last: Token) -> Where:
        return self.chars(first.idx, last.idx + len(last))

    def reference(self, actor_id: str, rule: str, where: Where, role: str = "") -> Actor:
        """The reference actor of that id, as some words name it."""
        known = self.gazetteer.actors.get(actor_id)
        if known is None:
            return new_actor(actor_id, actor_id, "unknown", role or "unknown", actor_id, rule, where)
        return new_actor(known.id, known.name, known.type, role or known.role, known.principal, rule, where)


def new_actor(
    actor_id: str, name: str, kind: str, role: str, represents: str | None, rule: str, where: Where
) -> Actor:
    """An actor at a place in the document; `rule` is its `resolved_by`."""
    return Actor(actor_id, name, kind, role, represents, where.mention, rule, where.start, where.end)


def moved(actor: Actor, where: Where, rule: str | None = None) -> Actor:
    """The same actor as other words name it."""
    return replace(
        actor, start=where.start, end=where.end, mention=where.mention, resolved_by=rule or actor.resolved_by
    )
