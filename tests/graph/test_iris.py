"""Ids to IRIs and back, whatever characters they have."""

from dataclasses import replace

import pytest

from graph.iris import Iris, slug
from ontology.records import Actor

IRIS = Iris("http://example.org/id")


@pytest.mark.parametrize(
    ("phrase", "path"),
    [
        ("plans dialogue with", "plans-dialogue-with"),
        ("Signs a U.S.–backed deal with", "signs-a-u-s-backed-deal-with"),
        ("déclare", "declare"),
        ("согласен", "2feeda8bceca"),
    ],
)
def test_slug(phrase: str, path: str) -> None:
    assert slug(phrase) == path


@pytest.mark.parametrize(
    "key", ["EU", "person/wang-yi", "seeds/a b.txt", "a#b?c", "100%", "a/b#run", "ü", "http://x/"]
)
def test_ids_come_back_from_their_iris(key: str) -> None:
    assert IRIS.actor_id(IRIS.actor(key)) == key
    assert IRIS.document_id(IRIS.document(key)) == key
    assert IRIS.claim_id(IRIS.claim(key)) == key


def test_iris_stand_under_the_base() -> None:
    assert str(IRIS.actor("person/wang-yi")) == "http://example.org/id/actor/person/wang-yi"
    assert str(IRIS.relation("plans dialogue with")) == "http://example.org/id/relation/plans-dialogue-with"
    assert str(IRIS.document_graph("a b")) == "http://example.org/id/graph/document/a%20b"
    assert str(IRIS.span("a", 3, 9)) == "http://example.org/id/document/a#char=3,9"


def test_a_document_whose_id_looks_like_a_part_of_another_is_not_taken_for_it() -> None:
    assert IRIS.run("a") != IRIS.document("a#run")


def test_two_readings_of_the_same_words_have_two_iris() -> None:
    bloc = Actor("EU", "European Union", "bloc", "organisation", None, "Brussels", "metonym", 0, 8)
    assert IRIS.mention("a", bloc) == IRIS.mention("a", replace(bloc))
    assert IRIS.mention("a", bloc) != IRIS.mention("a", replace(bloc, id="NATO"))
