"""What every format promises: listed by name, same network same bytes, nothing to write is no error."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest

from graph.export import FORMATS, NETWORK_FORMATS, RDF_FORMATS
from graph.export.rdf import Statements
from graph.network import ClaimRow, Network

NETWORK_NAMES = ["gexf", "graphml", "csv", "json", "parquet"]
EMPTY_DUMPS = {"ttl": b"", "trig": b"", "nq": b"", "jsonld": b"[]"}


def written(name: str, network: Network) -> bytes:
    stream = BytesIO()
    NETWORK_FORMATS[name].write(network, stream)
    return stream.getvalue()


def test_formats_are_those_of_the_command_line() -> None:
    assert (*NETWORK_NAMES, *EMPTY_DUMPS) == FORMATS


@pytest.mark.parametrize("name", NETWORK_NAMES)
def test_network_when_claims_are_shuffled_gives_the_same_bytes(
    name: str, claims: list[ClaimRow], network_from: Callable[[list[ClaimRow]], Network]
) -> None:
    shuffled = Random(3).sample(claims, len(claims))
    first = written(name, network_from(claims))
    assert first == written(name, network_from(claims)) == written(name, network_from(shuffled))
    assert first != written(name, network_from(claims[1:]))


@pytest.mark.parametrize(("name", "content"), EMPTY_DUMPS.items())
def test_dump_when_there_are_no_statements_is_written(name: str, content: bytes) -> None:
    stream = BytesIO()
    RDF_FORMATS[name].write(Statements([]), stream)
    assert stream.getvalue().strip() == content
