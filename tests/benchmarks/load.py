"""Load: `make load` sends so many small requests a second while the service reads reports.

The requests come from this process, the service runs in others; a request counts from the moment at
which it should have been sent, so that a service that falls behind does not slow its own test down.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from time import perf_counter, sleep
from urllib.parse import urlencode

import httpx

from extract.reading import read_paths
from ontology.namespaces import prefixes
from ontology.records import Document
from tests.benchmarks.figures import Figure, Section
from tests.benchmarks.generated import ACTORS
from tests.benchmarks.served import ROOT, TOKEN, filled_store, irgraph

_PROLOGUE = "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes().items())
_NAME = "SELECT ?name {{ actor:{a} rdfs:label ?name }}"
_WORDS = (
    "SELECT ?phrase ?words {{ ?c ir:subjectPrincipal actor:{a} ; ir:objectPrincipal actor:{b} ; "
    "ir:phrase ?phrase ; ir:evidence/nif:anchorOf ?words }} LIMIT 5"
)
_FACTS = "ASK {{ GRAPH graph:facts {{ actor:{a} ir:sanctions actor:{b} }} }}"
_WRITES = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one request: its kind, its status (0: no answer) and its seconds."""

    kind: str
    status: int
    seconds: float


def requests(seed: int = 1) -> Iterator[tuple[str, str]]:
    """Kind and target of one small request after the other, the same for a seed."""
    chance = random.Random(seed)
    while True:
        a, b = chance.sample(ACTORS, 2)
        for text, kind in ((_NAME, "a name"), (_WORDS, "sentences of two actors"), (_FACTS, "a fact")):
            yield f"SPARQL: {kind}", f"/sparql?{urlencode({'query': _PROLOGUE + text.format(a=a, b=b)})}"
        yield "claims of two actors", f"/claims?subject={a}&object={b}&limit=3"
        yield "events of two actors", f"/events?subject={a}&object={b}&limit=3"
        yield "health", "/health"


class Connections:
    """Kept-open connections to one address, as few as are needed; the fewest lines that speak HTTP.

    A client library would take as much time as the service itself, on the same machine.
    """

    def __init__(self, address: str) -> None:
        self._host, _, self._port = address.removeprefix("http://").partition(":")
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def get(self, target: str) -> int:
        """The status of the answer to a GET, which is read whole."""
        reader, writer = await self._connected()
        writer.write(f"GET {target} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = head.partition("\r\ncontent-length:")[2].partition("\r\n")[0]
        if not length:
            raise ValueError(f"{target} is answered without a length: {head}")
        await reader.readexactly(int(length))
        self._idle.append((reader, writer))
        return int(head.split()[1])

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        while self._idle:
            reader, writer = self._idle.pop()
            # The server closes connections that were idle for some seconds.
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return await asyncio.open_connection(self._host, int(self._port), limit=1 << 20)

    def close(self) -> None:
        """Close them all."""
        for _, writer in self._idle:
            writer.close()


async def _send(connections: Connections, kind: str, target: str, due: float) -> Outcome:
    await asyncio.sleep(max(0.0, due - perf_counter()))
    try:
        status = await connections.get(target)
    except (OSError, asyncio.IncompleteReadError):
        status = 0
    return Outcome(kind, status, perf_counter() - due)


async def run(address: str, rate: float, seconds: float) -> list[Outcome]:
    """Send `rate` requests a second, evenly, whatever becomes of those before."""
    connections = Connections(address)
    wanted = list(islice(requests(), int(rate * seconds)))
    begun = perf_counter()
    sent = (_send(connections, *one, begun + number / rate) for number, one in enumerate(wanted))
    outcomes = await asyncio.gather(*sent)
    connections.close()
    return list(outcomes)


def quantile(outcomes: Sequence[Outcome], share: float) -> float:
    """The seconds within which so large a share of the requests was answered."""
    ordered = sorted(one.seconds for one in outcomes)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _ingest(address: str, count: int) -> str:
    """Let the service read so many reports, again and again those of seeds/; gives the job's address."""
    texts = [one.text for one in read_paths([ROOT / "seeds"]) if isinstance(one, Document)]
    bodies = [
        {"id": f"load-{number}", "text": text} for number, text in enumerate(islice(cycle(texts), count))
    ]
    answer = httpx.post(f"{address}/jobs", json={"documents": bodies}, headers=_WRITES, timeout=60)
    return address + answer.raise_for_status().headers["Location"]


def _progress(job: str) -> int:
    done: int = httpx.get(job, headers=_WRITES, timeout=60).json()["done"]
    return done


def measure(claims: int, rate: float = 200, seconds: float = 30, workers: int = 2) -> Section:
    """Latencies of small requests, alone and beside a running ingest."""
    with filled_store(claims) as (store, made), irgraph(store, workers) as address:
        asyncio.run(run(address, rate / 4, 5))  # caches and query processes
        alone = asyncio.run(run(address, rate, seconds))
        job = _ingest(address, 10_000)
        while not (before := _progress(job)):
            sleep(0.1)
        beside = asyncio.run(run(address, rate, seconds))
        read = _progress(job) - before
    figures = tuple(_figures(alone, beside))
    failed = sum(one.status != 200 for one in (*alone, *beside))
    measured_on = (
        f"{made:,} claims on disk, {workers} answering processes; {rate:g} requests a second for "
        f"{seconds:g} s, first alone, then while {read} reports were read and stored; {failed} failed."
    )
    return Section("Load", measured_on, figures)


def _figures(alone: Sequence[Outcome], beside: Sequence[Outcome]) -> Iterator[Figure]:
    for name, share, target in (("median", 0.5, ""), ("p95", 0.95, ""), ("p99", 0.99, "ours < 100 ms")):
        ours, baseline = quantile(beside, share) * 1000, quantile(alone, share) * 1000
        yield Figure(f"all requests, {name}", ours, baseline, "ms", "without ingest", target)
    for kind, (ours_of, alone_of) in _by_kind(beside, alone).items():
        ours, baseline = quantile(ours_of, 0.5) * 1000, quantile(alone_of, 0.5) * 1000
        yield Figure(f"{kind}, median", ours, baseline, "ms", "without ingest")


def _by_kind(*runs: Sequence[Outcome]) -> dict[str, list[list[Outcome]]]:
    found: dict[str, list[list[Outcome]]] = defaultdict(lambda: [[] for _ in runs])
    for number, outcomes in enumerate(runs):
        for one in outcomes:
            found[one.kind][number].append(one)
    return found


def main() -> None:
    """Measure and print."""
    from tests.benchmarks.figures import markdown

    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load", description=__doc__)
    parser.add_argument("--claims", type=int, default=20_000, help="generated claims in the store (20000)")
    parser.add_argument("--rate", type=float, default=200, help="requests a second (200)")
    parser.add_argument("--seconds", type=float, default=30, help="how long, twice (30)")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer (2)")
    given = parser.parse_args()
    print(markdown([measure(given.claims, given.rate, given.seconds, given.workers)]), file=sys.stdout)


if __name__ == "__main__":
    main()
