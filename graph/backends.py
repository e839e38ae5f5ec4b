"""Where the triples lie: an Oxigraph store on disk or in memory, or a SPARQL 1.1 server by URL.

Both give the same Oxigraph results, so nothing above this module knows the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import httpx
import pyoxigraph as ox
import rdflib.plugins.sparql
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from graph.answers import RawResult
from graph.errors import (
    QueryError,
    StoreError,
    StoreInvalidError,
    StoreLockedError,
    StoreMissingError,
    StoreUnreachableError,
)

MEMORY = ":memory:"
_POSITION = re.compile(r"error at (\d+):(\d+)")
_TIMEOUT = httpx.Timeout(600.0, connect=10.0)
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


class Backend(Protocol):
    """What a store needs of the place where its triples lie."""

    dataset: Dataset

    def query(self, text: str, *, union: bool) -> RawResult:
        """Run a query; `union` makes all named graphs together the default graph."""

    def update(self, text: str) -> None:
        """Run an update request as one transaction."""

    def close(self) -> None:
        """Let go of files or connections."""


def is_url(location: str) -> bool:
    """Whether a location is a SPARQL server rather than a folder."""
    return location.startswith(("http://", "https://"))


def open_backend(location: str, prefixes: Mapping[str, str], *, create: bool) -> Backend:
    """The backend for `:memory:`, a folder or a URL.

    Raises:
        StoreError: a subclass that says what is wrong with the location.
    """
    # rdflib's own engine, which oxrdflib falls back to, would fetch what FROM names.
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    if is_url(location):
        return RemoteBackend(location, prefixes)
    return LocalBackend(location, prefixes, create=create)


def _syntax_error(text: str, error: SyntaxError) -> QueryError:
    found = _POSITION.search(str(error))
    if not found:
        return QueryError(f"not valid SPARQL: {error}")
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines()[:line]
    read = " ".join("\n".join([*lines[:-1], *(last[: column - 1] for last in lines[-1:])]).split())
    near = f"after {read[-40:]!r}" if read else "at its beginning"
    hint = "; a prefix is not declared" if "Prefix not found" in str(error) else ""
    return QueryError(f"not valid SPARQL: line {line}, column {column}, {near}{hint}", line, column)


@contextmanager
def _engine_errors(text: str) -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise _syntax_error(text, error) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {error}") from error
    except OSError as error:
        raise StoreError(f"the store failed: {error}") from error


class LocalBackend:
    """Oxigraph in this process: RocksDB in a folder, or memory; `read_only` for copies that nobody writes."""

    def __init__(
        self, location: str, prefixes: Mapping[str, str], *, create: bool, read_only: bool = False
    ) -> None:
        if read_only:
            self.store = ox.Store.read_only(location)
        else:
            self.store = ox.Store() if location == MEMORY else _open_folder(location, create=create)
        self._prefixes = dict(prefixes)
        self.dataset = _bound(Dataset(store=OxigraphStore(store=self.store), default_union=True), prefixes)

    def query(self, text: str, *, union: bool) -> RawResult:
        with _engine_errors(text):
            return self.store.query(text, prefixes=self._prefixes, use_default_graph_as_union=union)

    def update(self, text: str) -> None:
        with _engine_errors(text):
            self.store.update(text, prefixes=self._prefixes)

    def close(self) -> None:
        """Give up the folder's lock; the store cannot be used afterwards."""
        self.dataset.close()
        del self.store


def _open_folder(location: str, *, create: bool) -> ox.Store:
    folder = Path(location)
    exists = (folder / "CURRENT").is_file()
    if not exists and not create:
        raise StoreMissingError(location)
    if folder.exists() and not folder.is_dir():
        raise StoreInvalidError(location, "it is a file")
    if not exists and folder.is_dir() and any(folder.iterdir()):
        raise StoreInvalidError(location, "the folder holds other files")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return ox.Store(location)
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreLockedError(location) from error
        raise StoreInvalidError(location, str(error)) from error


class RemoteBackend:
    """A SPARQL 1.1 server that takes queries and updates over HTTP.

    The URL is that of the query service (`…/query` or `…/sparql`, with `…/update` beside it) or the
    folder above `query` and `update`. Servers whose default graph is not the union of the named
    graphs are asked for it with Oxigraph's parameter; others must be set up so.
    """

    def __init__(self, location: str, prefixes: Mapping[str, str]) -> None:
        self._location = location
        self._query_url, self._update_url = _endpoints(location)
        self._client = httpx.Client(timeout=_TIMEOUT, headers={"User-Agent": "irgraph"})
        self._prologue = "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items())
        self.dataset = _bound(
            Dataset(store=SPARQLUpdateStore(self._query_url, self._update_url), default_union=True), prefixes
        )
        try:
            self.query("ASK {}", union=False)
        except StoreError as error:
            self._client.close()
            raise (
                error if isinstance(error, StoreUnreachableError) else self._unreachable(str(error))
            ) from error

    def _unreachable(self, reason: str) -> StoreUnreachableError:
        return StoreUnreachableError(self._location, reason)

    def _post(self, url: str, text: str, kind: str, params: dict[str, str]) -> httpx.Response:
        headers = {"Content-Type": f"application/sparql-{kind}", "Accept": _ACCEPT}
        try:
            response = self._client.post(
                url, content=(self._prologue + text).encode(), headers=headers, params=params
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._unreachable(str(error) or type(error).__name__) from error
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise QueryError(f"the server refuses the {kind}: {response.text.strip()[:500]}")
        if response.is_error:
            raise self._unreachable(f"it answers {response.status_code}: {response.text.strip()[:200]}")
        return response

    def query(self, text: str, *, union: bool) -> RawResult:
        params = {"union-default-graph": "true"} if union else {}
        response = self._post(self._query_url, text, "query", params)
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip()
        try:
            if media_type == "application/sparql-results+json":
                return ox.parse_query_results(response.content, format=ox.QueryResultsFormat.JSON)
            quads = list(ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as error:
            raise self._unreachable(f"its answer ({media_type or 'no type'}) is no SPARQL result") from error
        return [quad.triple for quad in quads]

    def update(self, text: str) -> None:
        self._post(self._update_url, text, "update", {})

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
        self.dataset.close()


def _endpoints(location: str) -> tuple[str, str]:
    url = location.rstrip("/")
    head, _, last = url.rpartition("/")
    return (url, f"{head}/update") if last in ("query", "sparql") else (f"{url}/query", f"{url}/update")


def _bound(dataset: Dataset, prefixes: Mapping[str, str]) -> Dataset:
    for prefix, namespace in prefixes.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset
