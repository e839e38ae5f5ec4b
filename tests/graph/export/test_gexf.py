"""GEXF: valid by the official schema, and read back whole by a reader that is not ours."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from graph.export.columns import edge_id
from graph.export.gexf import write_gexf
from graph.network import ClaimRow, Network, edges_of

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT.parent / "shared" / "gexf" / "1.3" / "gexf.rng"
READERS = ROOT / "tests" / "readers"
G = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"


def gexf(network: Network) -> etree._Element:
    stream = BytesIO()
    write_gexf(network, stream)
    return etree.fromstring(stream.getvalue())


def undated(claims: list[ClaimRow]) -> list[ClaimRow]:
    return [row for row in claims if row.span is None]


NETWORKS: dict[str, Callable[[list[ClaimRow]], list[ClaimRow]]] = {
    "everything": list,
    "no dates": undated,
    "empty": lambda claims: [],
}


@pytest.mark.parametrize("choose", NETWORKS.values(), ids=NETWORKS)
def test_gexf_is_valid_by_the_schema(
    choose: Callable[[list[ClaimRow]], list[ClaimRow]],
    claims: list[ClaimRow],
    network_from: Callable[[list[ClaimRow]], Network],
) -> None:
    if not SCHEMA.exists():
        pytest.skip(f"the GEXF 1.3 schema is not at {SCHEMA}")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    schema.assertValid(gexf(network_from(choose(claims))))


def test_edges_when_parallel_are_kept_apart_by_kind(network: Network) -> None:
    found = gexf(network).iter(f"{G}edge")
    assert [(e.get("source"), e.get("kind"), e.get("target"), e.get("weight")) for e in found] == [
        ("A", "CONSULT", "B", "1.75"),
        ("A", "SANCTION", "B", "0.7"),
        ("B", "CONSULT", "A", "0.8"),
        ("B", "AID", "C", "0.5"),
    ]


def test_time_when_claims_have_dates_is_in_spells_and_weights(network: Network) -> None:
    (edge,) = gexf(network).iterfind(f".//{G}edge[@id='A|CONSULT|B']")
    spells = [(spell.get("start"), spell.get("end")) for spell in edge.iter(f"{G}spell")]
    weights = [
        (value.get("start"), value.get("end"), value.get("value"))
        for value in edge.iterfind(f".//{G}attvalue[@for='weight']")
    ]
    assert spells == [("2024-01-01", "2024-01-05"), ("2024-03-01", "2024-03-31")]
    assert weights == [
        ("2024-01-01", "2024-01-01", "0.9"),
        ("2024-01-02", "2024-02-29", "1.5"),
        ("2024-03-01", "2024-03-31", "1.75"),
    ]


def test_graph_when_claims_have_dates_is_dynamic(network: Network) -> None:
    graph = gexf(network).find(f"{G}graph")
    assert dict(graph.attrib) == {
        "defaultedgetype": "directed",
        "idtype": "string",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
        "start": "2023-12-31",
        "end": "2024-03-31",
    }


def test_graph_when_no_claim_has_a_date_is_static(
    claims: list[ClaimRow], network_from: Callable[[list[ClaimRow]], Network]
) -> None:
    document = gexf(network_from(undated(claims)))
    assert dict(document.find(f"{G}graph").attrib) == {
        "defaultedgetype": "directed",
        "idtype": "string",
        "mode": "static",
    }
    assert [e.get("mode") for e in document.iter(f"{G}attributes")] == ["static", "static"]
    assert list(document.iter(f"{G}spells")) == []


def test_weight_is_declared_dynamic_first_as_gephi_keeps_the_first(network: Network) -> None:
    blocks = [
        (block.get("class"), block.get("mode"), "weight" in [a.get("id") for a in block])
        for block in gexf(network).iter(f"{G}attributes")
    ]
    assert blocks == [("edge", "dynamic", True), ("node", "static", False), ("edge", "static", True)]


def test_labels_when_hard_are_cleaned_and_kept(network: Network) -> None:
    labels = {node.get("id"): node.get("label") for node in gexf(network).iter(f"{G}node")}
    assert labels == {"A": 'Ann "Quick" & <Sons>', "B": "بغداد ‏🕊️", "C": "Côte d'Ivoire nord"}


def test_colour_follows_the_quad_class(network: Network) -> None:
    colours = {e.get("id"): dict(e.find(f"{VIZ}color").attrib) for e in gexf(network).iter(f"{G}edge")}
    assert colours == {
        "A|CONSULT|B": {"r": "130", "g": "185", "b": "230"},
        "A|SANCTION|B": {"r": "200", "g": "30", "b": "35"},
        "B|AID|C": {"r": "15", "g": "95", "b": "175"},
        "B|CONSULT|A": {"r": "130", "g": "185", "b": "230"},
    }


@pytest.fixture(scope="module")
def graphology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reader and its packages, installed as the lock file says."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed, so graphology-gexf cannot read the export back")
    folder = tmp_path_factory.mktemp("readers")
    for name in ("package.json", "package-lock.json", ".npmrc", "read_gexf.mjs"):
        shutil.copy(READERS / name, folder)
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=folder, check=True, capture_output=True)
    return folder


def read_with_graphology(folder: Path, network: Network) -> dict[str, list[dict[str, Any]]]:
    file = folder / "network.gexf"
    with file.open("wb") as stream:
        write_gexf(network, stream)
    done = subprocess.run(
        ["node", "read_gexf.mjs", str(file)], cwd=folder, check=True, capture_output=True, encoding="utf-8"
    )
    content: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)
    return content


@pytest.mark.slow
@pytest.mark.parametrize("choose", NETWORKS.values(), ids=NETWORKS)
def test_graphology_reads_back_all_nodes_edges_kinds_and_weights(
    choose: Callable[[list[ClaimRow]], list[ClaimRow]],
    claims: list[ClaimRow],
    network_from: Callable[[list[ClaimRow]], Network],
    graphology: Path,
) -> None:
    network = network_from(choose(claims))
    content = read_with_graphology(graphology, network)
    read_nodes = [(n["id"], n["label"], n["actor_type"], n["role"]) for n in content["nodes"]]
    read_edges = sorted(
        (e["id"], e["source"], e["target"], e["kind"], e["weight"], e["evidence"], e["directed"])
        for e in content["edges"]
    )
    labels = {"A": 'Ann "Quick" & <Sons>', "B": "بغداد ‏🕊️", "C": "Côte d'Ivoire nord"}
    assert read_nodes == [(id, labels[id], "state", "state") for id in network]
    assert read_edges == sorted(
        (edge_id(e), e.source, e.target, e.kind, e.weight, e.evidence, True) for e in edges_of(network)
    )
