"""The store against what it stands on: raw Oxigraph for the same quads and queries, rdflib's own engine.

rdflib is slow, so it is compared on the store as it is after a tenth of the documents.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from time import perf_counter

import pyoxigraph as ox
from rdflib import Dataset

from graph.filters import ClaimFilter
from graph.queries import find_claims
from graph.store import KnowledgeStore, open_store
from ontology.namespaces import prefixes
from tests.benchmarks.figures import Figure, Section, best_of
from tests.benchmarks.generated import Report, generated

_CLAIMS_EACH = 10
_REPEAT = 5

QUERIES: Mapping[str, str] = {
    "claims of A towards B with their sentence": """
        SELECT ?claim ?phrase ?title ?words {
          ?claim a ir:Claim ; ir:subjectPrincipal actor:USA ; ir:objectPrincipal actor:CHN ;
                 ir:phrase ?phrase ; ir:evidence ?span ; prov:wasDerivedFrom ?document .
          ?span nif:anchorOf ?words . ?document dcterms:title ?title } ORDER BY ?claim""",
    "who sanctions whom, by number": """
        SELECT ?a ?b (COUNT(?claim) AS ?n) {
          ?claim ir:eventType ev:SANCTION ; ir:modality ir:asserted ; ir:polarity ir:positive ;
                 ir:subjectPrincipal ?a ; ir:objectPrincipal ?b } GROUP BY ?a ?b ORDER BY DESC(?n) ?a ?b""",
    "plans of A by month": """
        SELECT ?month (COUNT(?claim) AS ?n) {
          ?claim ir:subjectPrincipal actor:RUS ; ir:modality ir:planned ; ir:startDate ?day
          BIND(SUBSTR(STR(?day), 1, 7) AS ?month) } GROUP BY ?month ORDER BY ?month""",
    "partners of A's partners": """
        SELECT DISTINCT ?c {
          actor:EU ir:consults ?b . ?b ir:supports ?c FILTER(?c != actor:EU) } ORDER BY ?c""",
    "what A denies": """
        SELECT ?claim ?phrase ?b {
          ?claim ir:attribution ?said ; ir:polarity ir:negative ; ir:objectPrincipal ?b ; ir:phrase ?phrase .
          ?said ir:stance "denies" ; ir:speakerPrincipal actor:CHN } ORDER BY ?claim""",
}


def measure(claims: int) -> Section:
    """Loading and querying a store on disk with about so many claims."""
    reports = list(generated(max(claims // _CLAIMS_EACH, 10), _CLAIMS_EACH))
    made = sum(len(found) for _, found in reports)
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/ours") as store:
        store.load_reference()
        seconds = _put(store, reports[: len(reports) // 10])
        against_rdflib = list(_against_rdflib(store))
        seconds += _put(store, reports[len(reports) // 10 :])
        quads = ox.serialize(_quads(store), format=ox.RdfFormat.N_QUADS)
        raw = ox.Store(f"{folder}/raw")
        loading = best_of(1, lambda: raw.bulk_load(quads, format=ox.RdfFormat.N_QUADS))
        load = Figure(
            "put, one document a transaction",
            made / seconds,
            made / loading,
            "claims/s",
            "bulk load of the quads",
        )
        figures = (load, *_against_oxigraph(store, raw), *_pages(store, raw), *against_rdflib)
        size = f"{len(reports)} documents, {made:,} claims, {len(raw):,} quads on disk"
    return Section("Store and queries", f"{size}; queries: best of {_REPEAT}.", figures)


def _put(store: KnowledgeStore, reports: Iterable[Report]) -> float:
    begun = perf_counter()
    for document, claims in reports:
        store.put(document, claims)
    return perf_counter() - begun


def _quads(store: KnowledgeStore) -> Iterable[ox.Quad]:
    assert store.oxigraph is not None
    return store.oxigraph


def _against_oxigraph(store: KnowledgeStore, raw: ox.Store) -> Iterable[Figure]:
    for name, text in QUERIES.items():
        _check(name, len(store.query(text).rows), len(_raw_rows(raw, text)))
        ours = best_of(_REPEAT, lambda text=text: store.query(text).rows)
        theirs = best_of(_REPEAT, lambda text=text: _raw_rows(raw, text))
        yield Figure(name, ours * 1000, theirs * 1000, "ms", "Oxigraph alone", "ratio < 1.5")


def _check(name: str, ours: int, theirs: int) -> None:
    if not ours or ours != theirs:
        raise RuntimeError(f"{name!r}: {ours} rows against {theirs}; the figures would mean nothing")


def _raw_rows(raw: ox.Store, text: str) -> list[ox.QuerySolution]:
    found = raw.query(text, prefixes=prefixes(), use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


def _pages(store: KnowledgeStore, raw: ox.Store) -> Iterable[Figure]:
    """A page of claims as records, against a query for the bare ids of the same claims."""
    ids = "SELECT ?claim { ?claim a ir:Claim ; ir:subjectPrincipal actor:USA } ORDER BY ?claim LIMIT 100"
    ours = best_of(_REPEAT, lambda: find_claims(store, ClaimFilter(subject="USA", limit=100)))
    theirs = best_of(_REPEAT, lambda: _raw_rows(raw, ids))
    yield Figure("100 claims as records", ours * 1000, theirs * 1000, "ms", "their bare ids from Oxigraph")


def _against_rdflib(store: KnowledgeStore) -> Iterable[Figure]:
    dataset = Dataset(default_union=True)
    dataset.parse(BytesIO(ox.serialize(_quads(store), format=ox.RdfFormat.N_QUADS) or b""), format="nquads")
    for name, text in QUERIES.items():
        ours = best_of(_REPEAT, lambda text=text: store.query(text).rows)
        theirs = best_of(1, lambda text=text: list(dataset.query(text, initNs=prefixes())))
        yield Figure(
            f"{name} (a tenth of the data)",
            ours * 1000,
            theirs * 1000,
            "ms",
            "rdflib's engine",
            "ratio < 0.5",
        )
