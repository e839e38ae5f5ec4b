"""The example queries as data; tests/api/test_questions.py has their answers on the seeds."""

from pathlib import Path

import pytest

from ontology.queries import load_queries, read_query


def test_queries_have_names_titles_and_texts() -> None:
    queries = load_queries()
    assert [query.name for query in queries] == [
        "claims", "towards", "support", "plans", "contradictions", "one-source", "months", "mediators",
        "since", "near", "differently", "pairs", "accusations",
    ]  # fmt: skip
    assert all(query.text.startswith(f"# {query.title}\n# {query.comment}\n") for query in queries)


def test_a_query_without_a_title_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "1-nameless.rq"
    path.write_text("SELECT * {}")
    with pytest.raises(ValueError, match=r"1-nameless\.rq has no title"):
        read_query(path)
