"""What every network export says of a node and of an edge: one table each, read by all writers.

The names keep clear of words that readers take for themselves: "type" is directedness to Gephi's and
networkx's edge readers and a shape to sigma's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from graph.network import Edge, Network, edges_of

Value = str | int | float | date | None
ValueType = Literal["string", "integer", "double", "date"]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Node:
    """One actor of a network; `seen_as` is the status of a contested one where a viewpoint was chosen."""

    id: str
    label: str
    type: str
    role: str
    seen_as: str | None = None


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """One named and typed value of a node or an edge; None where it is not known."""

    name: str
    type: ValueType
    value: Callable[[Item], Value]


NODE_COLUMNS: tuple[Column[Node], ...] = (
    Column("actor_type", "string", lambda node: node.type),
    Column("role", "string", lambda node: node.role),
)

SEEN_AS: Column[Node] = Column("seen_as", "string", lambda node: node.seen_as)

EDGE_COLUMNS: tuple[Column[Edge], ...] = (
    Column("event_type", "string", lambda edge: edge.event_type),
    Column("relation", "string", lambda edge: edge.relation),
    Column("modality", "string", lambda edge: edge.modality),
    Column("polarity", "string", lambda edge: edge.polarity),
    Column("quad_class", "string", lambda edge: edge.quad_class),
    Column("evidence", "integer", lambda edge: edge.evidence),
    Column("documents", "integer", lambda edge: edge.documents),
    Column("confidence", "double", lambda edge: edge.mean_confidence),
    Column("first", "date", lambda edge: edge.first),
    Column("last", "date", lambda edge: edge.last),
    Column("phrases", "string", lambda edge: "; ".join(edge.phrases)),
)


def node_columns(network: Network) -> tuple[Column[Node], ...]:
    """The columns of this network's nodes: what a viewpoint sees only where one was chosen."""
    is_seen = any("seen_as" in about for _, about in network.nodes.items())
    return (*NODE_COLUMNS, SEEN_AS) if is_seen else NODE_COLUMNS


def nodes_of(network: Network) -> list[Node]:
    """The nodes of a network as records, ordered by id."""
    return [Node(id=actor, **network.nodes[actor]) for actor in sorted(network)]


def edge_id(edge: Edge) -> str:
    """A readable id that no other edge has: `EU|CONSULT|TWN`."""
    parts = (edge.source, edge.kind, edge.target)
    return "|".join(part.replace("%", "%25").replace("|", "%7C") for part in parts)


def node_table(network: Network) -> Iterator[dict[str, Value]]:
    """One flat row a node: `id`, `label` and the node columns."""
    columns = node_columns(network)
    for node in nodes_of(network):
        yield {"id": node.id, "label": node.label, **{c.name: c.value(node) for c in columns}}


def edge_table(network: Network) -> Iterator[dict[str, Value]]:
    """One flat row an edge: its id, ends, kind and weight, then the edge columns."""
    for edge in edges_of(network):
        head: dict[str, Value] = {
            "id": edge_id(edge),
            "source": edge.source,
            "target": edge.target,
            "kind": edge.kind,
            "weight": edge.weight,
        }
        yield head | {column.name: column.value(edge) for column in EDGE_COLUMNS}
