"""Queries over HTTP against Oxigraph's own server and rdflib's engine, and what a runaway query does.

Both servers hold the same data, get the same text and take turns, so that whatever else the machine
does disturbs both alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import httpx
import pyoxigraph as ox
from rdflib import Dataset

from ontology.namespaces import prefixes
from tests.benchmarks.figures import Figure, Section, best_of
from tests.benchmarks.served import filled_store, irgraph, oxigraph
from tests.benchmarks.storage import QUERIES

_PROLOGUE = "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes().items())
_TABLE, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_PLAIN = {"Accept-Encoding": "identity", "Content-Type": "application/sparql-query"}
_LIMIT = 10  # seconds that the runaway query may run

LOOKUPS: Mapping[str, str] = {
    "an actor's name": "SELECT ?name { actor:USA rdfs:label ?name }",
    "whether a fact holds": "ASK { GRAPH graph:facts { actor:USA ir:sanctions actor:CHN } }",
}
LARGE: Mapping[str, str] = {
    "all claims with their sentences (SELECT)": """
        SELECT ?claim ?phrase ?words { ?claim a ir:Claim ; ir:phrase ?phrase ;
          ir:evidence/nif:anchorOf ?words }""",
    "all claims with their subjects (CONSTRUCT)": """
        CONSTRUCT { ?claim ir:phrase ?phrase ; ir:subjectPrincipal ?who }
        WHERE { ?claim a ir:Claim ; ir:phrase ?phrase ; ir:subjectPrincipal ?who }""",
}
_RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
Ask = Callable[[], object]


def measure(claims: int) -> Section:
    """Queries over a store with about so many claims; against rdflib over a quarter of them."""
    figures: list[Figure] = []
    with (
        filled_store(claims) as (store, made),
        oxigraph(store) as theirs,
        httpx.Client(timeout=120) as client,
        irgraph(store, 1, query_seconds=str(_LIMIT)) as ours,
    ):
        figures += _against_oxigraph(client, f"{ours}/sparql", f"{theirs}/query")
        figures.append(_beside_a_runaway(client, f"{ours}/sparql"))
    with filled_store(claims // 4) as (store, few), httpx.Client(timeout=120) as client:
        dataset = _rdflib(store)
        with irgraph(store, 1) as ours:
            figures += _against_rdflib(client, f"{ours}/sparql", dataset, few)
    return Section("Over HTTP", f"{made:,} claims on disk, medians, both servers in turns.", tuple(figures))


def _asking(client: httpx.Client, address: str, text: str) -> Ask:
    accept = _TRIPLES if "CONSTRUCT" in text else _TABLE
    headers = {**_PLAIN, "Accept": accept}

    def ask() -> bytes:
        answer = client.post(address, content=_PROLOGUE + text, headers=headers)
        return answer.raise_for_status().content

    return ask


def _against_oxigraph(client: httpx.Client, ours: str, theirs: str) -> Iterator[Figure]:
    for queries, times, target in (
        (LOOKUPS, 200, ""),
        (QUERIES, 9, "ratio < 1.3"),
        (LARGE, 5, "ratio < 1.3"),
    ):
        for name, text in queries.items():
            asks = _asking(client, ours, text), _asking(client, theirs, text)
            if len({len(ask()) for ask in asks}) != 1:  # type: ignore[arg-type]
                raise RuntimeError(f"{name!r} is answered differently; the figures would mean nothing")
            mine, other = _in_turns(times, *asks)
            yield Figure(name, mine * 1000, other * 1000, "ms", "oxigraph serve", target)


def _in_turns(times: int, *actions: Ask) -> tuple[float, ...]:
    """The median seconds of each action."""
    taken: list[list[float]] = [[] for _ in actions]
    for _ in range(times):
        for action, seconds in zip(actions, taken, strict=True):
            seconds.append(best_of(1, action))
    return tuple(map(median, taken))


def _beside_a_runaway(client: httpx.Client, address: str) -> Figure:
    """The median of small queries while another one runs until it is stopped."""
    ask = _asking(client, address, QUERIES["plans of A by month"])
    (alone,) = _in_turns(50, ask)
    with ThreadPoolExecutor(1) as pool:
        runaway = pool.submit(httpx.post, address, content=_RUNAWAY, headers=_PLAIN, timeout=60)
        sleep(1)
        begun, (beside,) = perf_counter(), _in_turns(50, ask)
        if perf_counter() - begun > _LIMIT - 2 or runaway.done():
            raise RuntimeError(
                "the runaway query ended before the measurement; the figure would mean nothing"
            )
        status = runaway.result().status_code
    if status != httpx.codes.GATEWAY_TIMEOUT:
        raise RuntimeError(f"the runaway query was answered with {status}")
    what = "plans of A by month, beside a runaway query"
    return Figure(what, beside * 1000, alone * 1000, "ms", "the same without it", "ratio < 2")


def _rdflib(store: Path) -> Dataset:
    """The quads of a store in memory, for rdflib's own engine."""
    quads = ox.serialize(ox.Store.read_only(str(store)), format=ox.RdfFormat.N_QUADS)
    dataset = Dataset(default_union=True)
    dataset.parse(BytesIO(quads or b""), format="nquads")
    return dataset


def _against_rdflib(client: httpx.Client, address: str, dataset: Dataset, claims: int) -> Iterator[Figure]:
    for name, text in QUERIES.items():
        (ours,) = _in_turns(5, _asking(client, address, text))
        theirs = best_of(1, lambda text=text: list(dataset.query(text, initNs=prefixes())))  # type: ignore[misc]
        what = f"{name}, {claims:,} claims"
        yield Figure(what, ours * 1000, theirs * 1000, "ms", "rdflib in process", "ratio < 0.1")
