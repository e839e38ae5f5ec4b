"""What changes in the events graph when one document changes: copies, events and contradictions.

Events and contradictions of a matter are a function of all that is reported on it. So a change is worked
out by deriving the matters that a document touches twice, as things stand and as they will stand, and
writing the difference; the result is the same whatever came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.contradictions import Contradiction, contradiction_triples, find_contradictions
from graph.happenings import Event, event_triples, join_events
from graph.iris import Iris
from graph.matters import Matter, Report, matters_of_documents, read_reports, reports_of
from graph.prints import Prints, copy_triples, print_of
from graph.sources import Copies, Print, Sources
from graph.sparql import Triple
from graph.views import Ask
from ontology.actors import ReferenceActor
from ontology.records import Claim, Document

Joint = Event | Contradiction


@dataclass(frozen=True, slots=True)
class Edition:
    """A document with its claims, whose actors are as the decisions about who is who have them."""

    document: Document
    claims: Sequence[Claim]


@dataclass(frozen=True, slots=True)
class Change:
    """Triples that go from and come into one graph."""

    gone: frozenset[Triple]
    new: frozenset[Triple]


@dataclass(frozen=True, slots=True)
class EventChange(Change):
    """What changes in the events graph.

    Attributes:
        sources: whose word counts afterwards.
        neighbours: the copies on whose account the change bears, by id.
    """

    sources: Sources
    neighbours: frozenset[str]


def outlet_names(actors: Iterable[ReferenceActor]) -> dict[str, str]:
    """The name of each known medium by each of its names, in lower case."""
    media = [actor for actor in actors if actor.type == "media"]
    return {name.casefold(): one.name for one in media for name in (*one.names, *one.acronyms)}


@dataclass(frozen=True, slots=True)
class Joiner:
    """Joins what documents report. `outlets` is what `outlet_names` gives."""

    iris: Iris
    outlets: Mapping[str, str]
    ask: Ask

    @property
    def _prints(self) -> Prints:
        return Prints(self.iris, self.ask)

    def change(self, old: Edition | None, new: Edition | None) -> EventChange:
        """How the events graph changes when a document comes (`new`), is replaced (both) or goes (`old`)."""
        edition = new or old
        assert edition is not None, "a change needs a document"
        document = edition.document.id
        before = self._prints.stored_copies([document]).get(document, {})
        after = self._prints.copies_of(new.document) if new else {}
        stays = before == after and _print(old) == _print(new)
        neighbours = frozenset[str]() if stays else frozenset({*before, *after})
        stored = self._stored(old, new, neighbours)
        known = self._prints.stored_copies({report.document for report in stored} | {document, *after})
        print_ = print_of(new.document) if new else None
        told = Sources(known, self.outlets)
        tell = Sources(_with_copies(known, document, print_, after), self.outlets)
        others = [report for report in stored if report.document != document]
        gone, come = set(join(stored, told)), set(join([*others, *_reports(new)], tell))
        gone_triples = self._triples(gone - come) | self._links(old, before)
        new_triples = self._triples(come - gone) | self._links(new, after)
        return EventChange(
            frozenset(gone_triples - new_triples), frozenset(new_triples - gone_triples), tell, neighbours
        )

    def _stored(self, old: Edition | None, new: Edition | None, neighbours: Iterable[str]) -> list[Report]:
        """What is reported so far on all that the change of a document touches."""
        matters = {report.matter for report in (*_reports(old), *_reports(new))}
        # On whose account and on which day a copy speaks depends on the other prints.
        matters |= matters_of_documents(self.ask, self.iris, neighbours)
        return read_reports(self.ask, self.iris, matters) if matters else []

    def _triples(self, joints: Iterable[Joint]) -> set[Triple]:
        return {triple for joint in joints for triple in joint_triples(joint, self.iris)}

    def _links(self, edition: Edition | None, copies: Mapping[str, Print]) -> set[Triple]:
        if edition is None:
            return set()
        document = edition.document
        return set(copy_triples(document.id, print_of(document), copies, self.iris))

    def everything(self) -> tuple[set[Triple], Sources]:
        """The whole events graph of the stored documents: what step by step changes add up to."""
        copies, prints = self._prints.all_copies(), self._prints
        sources = Sources(copies, self.outlets)
        known = prints.prints(copies)
        links = {
            triple
            for document, others in copies.items()
            for triple in copy_triples(document, known[document], others, self.iris)
        }
        return self._triples(join(read_reports(self.ask, self.iris), sources)) | links, sources


def join(reports: Iterable[Report], sources: Sources) -> Iterator[Joint]:
    """The events and contradictions that reports speak of, matter by matter."""
    matters: dict[Matter, list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.claim):
        matters[report.matter].append(report)
    for _, group in sorted(matters.items()):
        events = join_events(group, sources)
        yield from events
        yield from find_contradictions(group, events, sources)


def joint_triples(joint: Joint, iris: Iris) -> Iterator[Triple]:
    """An event or a contradiction as the events graph holds it."""
    return event_triples(joint, iris) if isinstance(joint, Event) else contradiction_triples(joint, iris)


def _reports(edition: Edition | None) -> list[Report]:
    return reports_of(edition.document, edition.claims) if edition else []


def _print(edition: Edition | None) -> Print | None:
    return print_of(edition.document) if edition else None


def _with_copies(known: Copies, document: str, print_: Print | None, copies: Mapping[str, Print]) -> Copies:
    """The copies as they will be when those of one document have changed; `print_` is None when it goes."""
    wanted = {
        one: {other: found for other, found in others.items() if other != document}
        for one, others in known.items()
        if one != document
    }
    if print_:
        wanted[document] = dict(copies)
        for other in copies:
            wanted.setdefault(other, {})[document] = print_
    return wanted
