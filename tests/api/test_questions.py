"""The questions of the documentation, asked of a store built from seeds/: none is without an answer."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import KnowledgeStore, open_store
from ontology.queries import ExampleQuery, load_queries

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeStore]:
    folder = str(tmp_path_factory.mktemp("seeds") / "store")
    command = [
        sys.executable,
        "-c",
        "from api.cli.main import main; main()",
        "build",
        "seeds",
        "--store",
        folder,
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with open_store(folder, create=False) as store:
        yield store


def answer(store: KnowledgeStore, query: ExampleQuery) -> list[dict[str, str]]:
    found = store.query(query.text)
    return [
        {name: str(cell) for name, cell in zip(found.variables, row, strict=True) if cell is not None}
        for row in found.rows
    ]


@pytest.mark.parametrize("query", load_queries(), ids=lambda query: query.name)
def test_every_question_has_an_answer_on_the_seeds(seeds: KnowledgeStore, query: ExampleQuery) -> None:
    assert answer(seeds, query) != []


def test_answers_bring_words_that_stand_in_a_document(seeds: KnowledgeStore) -> None:
    texts = [found[0].text for one in seeds.documents() if (found := seeds.document(one.id))]
    said = {row["words"] for query in load_queries() for row in answer(seeds, query) if "words" in row}
    assert said
    assert [words for words in said if not any(words in text for text in texts)] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("support", {"who": "Ukraine", "side": "opposes", "according_to": "Harbour Wire", "claims": "2"}),
        ("plans", {"who": "China", "whom": "India"}),
        ("contradictions", {"side": "says so", "who": "Indus Bulletin", "source": "Indus Bulletin"}),
        ("contradictions", {"side": "denies it", "who": "Iran", "source": "Caspian Observer"}),
        ("contradictions", {"side": "is silent", "who": "Pakistan", "source": None}),
        ("one-source", {"event": "AZE CONSULT RUS (2022-09-16)", "source": "Kura Valley News"}),
        ("months", {"month": "2022-07", "class": "Verbal conflict"}),
        ("mediators", {"mediator": "European Union", "one": "Armenia", "other": "Azerbaijan"}),
        ("towards", {"type": "Agree", "what": "agrees with", "from": "2024-01-22"}),
        ("near", {"near": "Armenia"}),
        ("since", {"published": "2025-07-29", "change": "new", "who": "Cambodia", "what": "accuses"}),
        ("differently", {"source": "Indus Bulletin", "what": "attacks", "whom": "Pakistan"}),
        ("pairs", {"actor": "Russia", "direction": "by", "other": "Ukraine", "claims": "7"}),
        ("accusations", {"who": "Ukraine", "what": "accuses", "whom": "Russia"}),
    ],
)
def test_what_a_reader_would_expect_is_among_the_answers(
    seeds: KnowledgeStore, name: str, expected: dict[str, str]
) -> None:
    (query,) = (query for query in load_queries() if query.name == name)
    found = [{key: row.get(key) for key in expected} for row in answer(seeds, query)]
    assert expected in found
