"""CSV and Parquet: read back by the csv module and pyarrow."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from graph.export.tables import WIDE_FIELDS, write_csv, write_csv_folder, write_parquet
from graph.network import Network, build_network

FIRST = {
    "id": "A|CONSULT|B",
    "source": "A",
    "target": "B",
    "kind": "CONSULT",
    "weight": 1.75,
    "event_type": "CONSULT",
    "relation": "consult",
    "modality": "asserted",
    "polarity": "positive",
    "quad_class": "verbal-cooperation",
    "evidence": 3,
    "documents": 1,
    "confidence": 0.5833,
    "first": date(2024, 1, 1),
    "last": date(2024, 3, 31),
    "phrases": "consult & “more” \x07",
    "source_label": 'Ann "Quick" & <Sons>\x0b\x00',
    "source_actor_type": "state",
    "source_role": "state",
    "target_label": "بغداد ‏🕊️",
    "target_actor_type": "state",
    "target_role": "state",
}
EDGES = ["A|CONSULT|B", "A|SANCTION|B", "B|CONSULT|A", "B|AID|C"]


def csv_text(network: Network) -> str:
    stream = io.BytesIO()
    write_csv(network, stream)
    return stream.getvalue().decode()


def test_csv_reads_back_as_written(network: Network) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(network), newline="")))
    assert [row["id"] for row in rows] == EDGES
    assert rows[0] == {name: str(value) for name, value in FIRST.items()}
    assert (rows[3]["first"], rows[3]["target_label"]) == ("", "Côte d'Ivoire\n\tnord")


def test_csv_when_empty_has_the_header_alone() -> None:
    assert csv_text(build_network([], {})) == ",".join(WIDE_FIELDS) + "\r\n"


def test_csv_folder_has_the_two_tables_of_gephi(network: Network, tmp_path: Path) -> None:
    nodes, edges = write_csv_folder(network, tmp_path)
    with nodes.open(newline="", encoding="utf-8") as file:
        assert [(row["Id"], row["actor_type"]) for row in csv.DictReader(file)] == [
            ("A", "state"),
            ("B", "state"),
            ("C", "state"),
        ]
    with edges.open(newline="", encoding="utf-8") as file:
        found = [
            (row["Source"], row["Type"], row["Kind"], row["Target"], row["Weight"])
            for row in csv.DictReader(file)
        ]
    assert found == [
        ("A", "Directed", "CONSULT", "B", "1.75"),
        ("A", "Directed", "SANCTION", "B", "0.7"),
        ("B", "Directed", "CONSULT", "A", "0.8"),
        ("B", "Directed", "AID", "C", "0.5"),
    ]


def test_parquet_reads_back_typed(network: Network) -> None:
    stream = io.BytesIO()
    write_parquet(network, stream)
    rows = pq.read_table(stream).to_pylist()
    assert [row["id"] for row in rows] == EDGES
    assert rows[0] == FIRST
    assert rows[3]["first"] is None


def test_parquet_when_empty_keeps_its_types() -> None:
    stream = io.BytesIO()
    write_parquet(build_network([], {}), stream)
    schema = pq.read_table(stream).schema
    assert {name: str(schema.field(name).type) for name in ("id", "weight", "evidence", "first")} == {
        "id": "string",
        "weight": "double",
        "evidence": "int64",
        "first": "date32[day]",
    }
