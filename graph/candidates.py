"""Pairs of actors that may be one, with what speaks for it and against it. Nothing is merged here.

Only actors that documents name are proposed, to each other or to actors known beforehand. Pairs are
looked for where names share a rare word or the beginning of one, so the work grows with the number of
names and not with its square.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from rapidfuzz import fuzz
from rdflib.namespace import RDF, RDFS, SKOS

from graph.identity import Identities
from graph.shared import ACTOR_CLASSES
from graph.sparql import iri
from graph.store import KnowledgeStore
from ontology.namespaces import IR

_TYPES = {str(node): name for name, node in ACTOR_CLASSES.items() if name != "unknown"}
_FEW = 40  # a word that more names share is no reason to look at a pair
_COMMON = 8  # a word that more names share ("rebels") does not tell who is meant
_PREFIX = 4
_LEAST_LIKENESS = 0.8
_WEIGHTS = {"name": 0.6, "principal": 0.2, "role": 0.05, "company": 0.15}
_AGAINST = 0.3
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two actors that may be one.

    Attributes:
        a: the id that would be resolved.
        b: the id that would stand for both.
        names: their labels, in the same order.
        score: 0 to 1, for ordering only: no score decides.
        evidence: what speaks for it, and last what speaks against it, in words.
    """

    a: str
    b: str
    names: tuple[str, str]
    score: float
    evidence: tuple[str, ...]


@dataclass(slots=True)
class _Profile:
    """What the graph holds of one actor."""

    id: str
    label: str = ""
    found: bool = False
    names: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    principals: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)


def find_candidates(store: KnowledgeStore, least: float = 0.5, limit: int = 50) -> list[Candidate]:
    """The likeliest pairs that nobody has decided about, the best first.

    Args:
        store: where to look.
        least: the lowest score, 0 to 1.
        limit: how many at most.
    """
    profiles = _profiles(store)
    identities = store.ledger.identities
    bearers = _bearers(profiles)
    common = {word for word, named in bearers.items() if len(named) > _COMMON}
    pairs = (pair for pair in _pairs(profiles, bearers) if _is_open(*pair, identities))
    found = (_candidate(profiles[a], profiles[b], identities, common) for a, b in pairs)
    kept = [candidate for candidate in found if candidate and candidate.score >= least]
    return sorted(kept, key=lambda one: (-one.score, one.a, one.b))[:limit]


def _is_open(a: str, b: str, identities: Identities) -> bool:
    apart = any(d.judgement == "different" and set(d.about) == {a, b} for d in identities.held)
    return not apart and identities.resolve(a) != identities.resolve(b)


# -- what is known


def _profiles(store: KnowledgeStore) -> dict[str, _Profile]:
    profiles: dict[str, _Profile] = {}
    base, local = store.iris, {str(RDFS.label), str(SKOS.altLabel), str(IR.acronym)}
    rows = store.ask_rows(
        f"SELECT ?a ?p ?o {{ GRAPH {iri(base.reference)} {{ ?a a ir:Actor ; ?p ?o }} }} ORDER BY ?a ?p ?o"
    )
    for node, property_, value in rows:
        actor_id = base.actor_id(node or "")
        profile = profiles.setdefault(actor_id, _Profile(actor_id))
        _note(profile, property_ or "", value or "", local, base.actor_id(value or ""))
    for actor_id, document, other in _appearances(store):
        if actor_id in profiles:
            profiles[actor_id].documents.add(document)
            profiles[actor_id].others.update({other} - {actor_id})
    return profiles


def _note(profile: _Profile, property_: str, value: str, names: set[str], other: str) -> None:
    if property_ in names:
        profile.names.add(value)
        profile.label = value if property_ == str(RDFS.label) else profile.label
    elif property_ == str(IR.origin):
        profile.found = value == "documents"
    elif property_ == str(IR.role):
        profile.roles.add(value)
    elif property_ == str(IR.actsFor):
        profile.principals.add(other)
    elif property_ == str(RDF.type) and value in _TYPES:
        profile.types.add(_TYPES[value])


def _appearances(store: KnowledgeStore) -> Iterator[tuple[str, str, str]]:
    """(actor, document, principal of the other side) for each claim that extraction made of an actor."""
    for mine, theirs in (("subject", "object"), ("object", "subject")):
        for actor, document, other in store.ask_rows(
            f"SELECT DISTINCT ?a ?d ?o {{ GRAPH ?g {{ ?c ir:{mine}Mention ?m ; prov:wasDerivedFrom ?d ; "
            f"ir:{theirs}Principal ?o . ?m ir:actor ?a }} }}"
        ):
            yield store.iris.actor_id(actor or ""), document or "", store.iris.actor_id(other or "")


# -- which pairs are worth a look


def words(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without accents; "Kenya: police" gives what follows the colon."""
    plain = unicodedata.normalize("NFKD", name.rpartition(": ")[2]).encode("ascii", "ignore").decode().lower()
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


def _bearers(profiles: Mapping[str, _Profile]) -> dict[str, set[str]]:
    """Who bears each word, and (marked by an ellipsis) each beginning of a word, in a name."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for profile in profiles.values():
        for name in sorted(profile.names):
            for word in words(name):
                bearers[word].add(profile.id)
                bearers[word[:_PREFIX] + "…"].add(profile.id)
    return bearers


def _pairs(profiles: Mapping[str, _Profile], bearers: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for group in bearers.values():
        if len(group) <= _FEW:
            pairs.update(combinations(sorted(group), 2))
    wanted = (pair for pair in pairs if any(profiles[one].found for one in pair))
    return sorted(pair for pair in wanted if _fit(*(profiles[one] for one in pair)))


def _fit(a: _Profile, b: _Profile) -> bool:
    """Whether two actors could be of one type."""
    return not a.types or not b.types or bool(a.types & b.types)


# -- how likely it is


def likeness(
    names: Iterable[str], others: Iterable[str], common: Collection[str] = ()
) -> tuple[float, str, str]:
    """How alike the two most similar names are, 0 to 1, and which they are.

    A name that is wholly part of the other ("Sullivan") counts a little less than an equal one, and
    nothing if all of its words are common ("rebels").
    """
    best = (0.0, "", "")
    for one in sorted(names):
        for other in sorted(others):
            a, b = " ".join(words(one)), " ".join(words(other))
            telling = set(words(one)) & set(words(other)) - set(common)
            part = 0.9 * fuzz.token_set_ratio(a, b) if telling else 0.0
            score = max(fuzz.token_sort_ratio(a, b), part) / 100
            best = max(best, (round(score, _DIGITS), one, other), key=lambda found: found[0])
    return best


def _candidate(
    one: _Profile, other: _Profile, identities: Identities, common: Collection[str]
) -> Candidate | None:
    alike, name, other_name = likeness(one.names, other.names, common)
    if alike < _LEAST_LIKENESS:
        return None
    described = _describes(name, common) or _describes(other_name, common)
    if described and not (one.documents & other.documents and _one_side(one, other)):
        # "the officers" of one report are not those of another, nor those of another state.
        return None
    kept, gone = sorted((one, other), key=lambda profile: identities.rank(profile.id))
    score, evidence = _WEIGHTS["name"] * alike, [f"names {name!r} and {other_name!r} are {alike:.0%} alike"]
    for weight, words_ in _circumstances(one, other):
        score += weight
        evidence.append(words_)
    score = round(min(max(score, 0.0), 1.0), _DIGITS)
    return Candidate(gone.id, kept.id, (gone.label, kept.label), score, tuple(evidence))


def _one_side(one: _Profile, other: _Profile) -> bool:
    return not one.principals or not other.principals or one.principals == other.principals


def _describes(name: str, common: Collection[str]) -> bool:
    """Whether words tell only what somebody is, not who: without a capital letter, or common words alone."""
    return name.rpartition(": ")[2].islower() or set(words(name)) <= set(common)


def _circumstances(one: _Profile, other: _Profile) -> Iterator[tuple[float, str]]:
    if shared := sorted(one.principals & other.principals):
        yield _WEIGHTS["principal"], f"both act for {', '.join(shared)}"
    if roles := sorted((one.roles & other.roles) - {"unknown"}):
        yield _WEIGHTS["role"], f"both appear as {', '.join(roles)}"
    documents, others = one.documents & other.documents, one.others & other.others
    if documents or others:
        share = min(1.0, (len(documents) + len(others)) / 3)
        yield (
            _WEIGHTS["company"] * share,
            f"named together in {len(documents)} documents, with {len(others)} counterparts in common",
        )
    if one.principals and other.principals and not shared:
        sides = " and for ".join(", ".join(sorted(p.principals)) for p in (one, other))
        yield -_AGAINST, f"against it: they act for {sides}"
