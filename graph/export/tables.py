"""Tables: CSV and Parquet.

One stream takes the edge table alone, with the names, types and roles of both ends beside it, so that
nothing is lost and any spreadsheet or data frame opens it; an actor without edges has no row there.
`write_csv_folder` gives the two files, nodes.csv and edges.csv, that Gephi's import wizard asks for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from graph.export.columns import EDGE_COLUMNS, NODE_COLUMNS, Value, ValueType, edge_table, node_table
from graph.network import Network

_COLUMN_TYPES: dict[str, ValueType] = {column.name: column.type for column in EDGE_COLUMNS}
_ENDS = ("source", "target")
_TOLD_OF_ENDS = ("label", *(column.name for column in NODE_COLUMNS))

EDGE_FIELDS = ("id", "source", "target", "kind", "weight", *_COLUMN_TYPES)
NODE_FIELDS = ("id", *_TOLD_OF_ENDS)
WIDE_FIELDS = (*EDGE_FIELDS, *(f"{end}_{name}" for end in _ENDS for name in _TOLD_OF_ENDS))


def write_csv(network: Network, stream: BinaryIO) -> None:
    """Write the edges with what is known of their ends as one CSV table (RFC 4180, UTF-8)."""
    stream.write(_csv_bytes(WIDE_FIELDS, _wide_table(network)))


def write_csv_folder(network: Network, folder: Path) -> list[Path]:
    """Write nodes.csv and edges.csv with the column names of Gephi's import into an existing folder."""
    nodes = ({**row, "Id": row["id"], "Label": row["label"]} for row in node_table(network))
    edges = (_gephi_edge(row) for row in edge_table(network))
    node_fields = ("Id", "Label", *NODE_FIELDS[2:])
    edge_fields = ("Id", "Source", "Target", "Type", "Kind", "Weight", *_COLUMN_TYPES)
    files = {
        folder / "nodes.csv": _csv_bytes(node_fields, nodes),
        folder / "edges.csv": _csv_bytes(edge_fields, edges),
    }
    for path, content in files.items():
        path.write_bytes(content)
    return list(files)


def write_parquet(network: Network, stream: BinaryIO) -> None:
    """Write the same table as `write_csv`, typed, as one Parquet file; a missing value is null."""
    rows = list(_wide_table(network))
    schema = pa.schema([(name, _arrow_type(name)) for name in WIDE_FIELDS])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), stream)


def _wide_table(network: Network) -> Iterator[dict[str, Value]]:
    nodes = {row["id"]: row for row in node_table(network)}
    for row in edge_table(network):
        told = {f"{end}_{name}": nodes[row[end]][name] for end in _ENDS for name in _TOLD_OF_ENDS}
        yield row | told


def _gephi_edge(row: Mapping[str, Value]) -> dict[str, Value]:
    names = {name.capitalize(): row[name] for name in ("id", "source", "target", "kind", "weight")}
    return {**row, **names, "Type": "Directed"}


def _csv_bytes(fields: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fields, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8", errors="replace")


def _arrow_type(name: str) -> pa.DataType:
    if name == "weight":
        return pa.float64()
    types = {"integer": pa.int64(), "double": pa.float64(), "date": pa.date32()}
    return types.get(_COLUMN_TYPES.get(name, "string"), pa.string())
