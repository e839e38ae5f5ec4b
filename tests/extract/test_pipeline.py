"""The pipeline as a whole: every claim ever made points at its words, and nothing makes it stumble."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extract.gold import load_gold
from extract.pipeline import load_extractor
from extract.reading import read_paths
from ontology.records import Actor, Claim, Document, to_json, with_id

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
DAY = date(2023, 3, 1)


BROKEN = Document(
    "broken",
    "The “EU” said: «Chile attacked Peru».Modernised ships left\n\n"
    "Peru’s   army\u00a0denied it.\r\n🇨🇱 Chile 🚢 met\tPeru in Genève — “at last”.\u200b "
    "Chile's envoy “will visit Peru",
    DAY,
)
SOURCES = {"seeds": ROOT / "seeds", "corpus": CORPUS, "golden": ROOT / "tests" / "golden"}


def _documents(source: str) -> list[Document]:
    """All documents of a folder, gold texts included; the test is skipped where there are none."""
    folder = SOURCES[source]
    if not folder.exists() or not any(folder.iterdir()):
        pytest.skip(f"{folder} holds no documents")
    if source == "golden":
        return [gold.document for file in load_gold(folder) for gold in (*file.documents, *file.sentences)]
    return [item for item in read_paths([folder], date=DAY) if isinstance(item, Document)]


def _claims(documents: list[Document]) -> Iterator[tuple[Document, Claim]]:
    for document, result in load_extractor().extract_many(documents):
        assert not isinstance(result, Exception), (document.id, result)
        yield from ((document, claim) for claim in result)


def _quotes(document: Document, claim: Claim) -> Iterator[tuple[str, int, int, str]]:
    """All words that a claim says it found in the text: what they are for, where, which."""
    actors: list[Actor] = [claim.subject, claim.object, *(link.actor for link in claim.attribution)]
    actors += [claim.place] if claim.place else []
    yield "evidence", claim.evidence.start, claim.evidence.end, claim.evidence.text
    yield "trigger", claim.trigger.start, claim.trigger.end, claim.trigger.text
    yield from ((each.id, each.start, each.end, each.mention) for each in actors if each.start >= 0)


def _check(documents: list[Document]) -> None:
    ids: list[str] = []
    for document, claim in _claims(documents):
        ids.append(claim.id)
        assert claim.document == document.id
        assert claim == with_id(replace(claim, id=""))
        assert claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end
        assert claim.date is None or claim.date.text in document.text
        for what, start, end, words in _quotes(document, claim):
            assert (what, words) == (what, document.text[start:end])
    assert ids, "no claim at all"
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("source", SOURCES)
def test_every_claim_points_at_its_words(source: str) -> None:
    _check(_documents(source))


def test_offsets_hold_in_a_text_that_cleaning_repairs() -> None:
    _check([BROKEN])


def _bytes(documents: list[Document], workers: int) -> bytes:
    results = load_extractor().extract_many(documents, workers)
    lines = [
        json.dumps(to_json(claim)) for _, result in results if isinstance(result, list) for claim in result
    ]
    return "\n".join(lines).encode()


def test_the_same_text_gives_the_same_bytes() -> None:
    documents = [BROKEN, Document("d", "Chile attacked Peru. Bolivia condemned the attack.", DAY)]
    first = _bytes(documents, 1)
    assert first
    assert _bytes(documents, 1) == first
    assert _bytes(documents[::-1], 1).splitlines() == [
        line
        for part in (b'"document": "d"', b'"document": "broken"')
        for line in first.splitlines()
        if part in line
    ]


@pytest.mark.slow
def test_two_workers_give_the_same_bytes_as_one() -> None:
    documents = [BROKEN, *_documents("seeds")[:20]]  # more than one worker takes at a time
    assert _bytes(documents, 2) == _bytes(documents, 1)


REPORT = (
    "Chile attacked Peru on Monday. " + "The weather in the valley was mild and the harvest good. " * 8 + "\n"
)
ODD = {
    "empty": "",
    "white space": " \n\t \r\n\u00a0\u3000 ",
    "one mark": '"',
    "marks": '"" “” "" . " . " , ,," " ?! …',
    "emoji": "🇨🇱 attacked 🇵🇪 👩‍👩‍👧‍👦 😡😡😡 Chile 😡 attacked 🚀 Peru 🇵🇪.",
    "right to left": "قالت تشيلي إن بيرو هاجمت بوليفيا. Chile attacked Peru. \u202eurep dekcatta elihC\u202c",
    "control characters": "Chile\x00 attacked\x01\x02 Peru\x07.\x1b[31m Peru\ufeff met\u200d Chile.\x7f",
    "combining": "Chile attacked Peru. " + "e" + "\u0301" * 500,
    "half a pair": "Chile attacked Peru. \ud800",
    "one long word": "a" * 1_000_000,
    "no spaces": "Chile,Peru.Bolivia;" * 500,
    "brackets": "(" * 1000 + "Chile attacked Peru" + ")" * 1000,
    "coordination": "Chile attacked " + ", ".join(["Peru"] * 200) + " and Bolivia.",
    "nesting": "Chile said " + "Peru said " * 150 + "Bolivia attacked Brazil.",
    "no byline": "By " + "A" * 60 + " and others.\nBy " + "Ann, " * 60 + "x\n(" + "Reporting by Ann " * 500,
    "dashes": "LIMA " * 300 + "- Chile attacked Peru. " + "— " * 2000,
    "shouting": "CHILE ATTACKED PERU AND BOLIVIA CONDEMNED THE ATTACK",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_do_no_harm(text: str) -> None:
    document = Document("odd", text, DAY)
    for claim in load_extractor().extract(document):
        for what, start, end, words in _quotes(document, claim):
            assert (what, words) == (what, document.text[start:end])


def test_claims_survive_odd_surroundings() -> None:
    found = {
        name: [
            f"{claim.subject.id} {claim.type} {claim.object.id}"
            for claim in load_extractor().extract(Document("odd", text))
        ]
        for name, text in ODD.items()
        if name in ("right to left", "combining", "half a pair")
    }
    assert found == {name: ["CHL ASSAULT PER"] for name in found}


@pytest.mark.slow
def test_a_report_of_300_kilobytes() -> None:
    text = REPORT * (300_000 // len(REPORT))
    _check([Document("long", text, DAY)])


def test_a_document_that_fails_does_not_stop_the_others() -> None:
    extractor = load_extractor()
    good, bad = Document("good", "Chile attacked Peru."), Document("bad", None)  # type: ignore[arg-type]
    results = {document.id: result for document, result in extractor.extract_many([bad, good])}
    assert isinstance(results["bad"], Exception)
    assert [claim.type for claim in results["good"]] == ["ASSAULT"]  # type: ignore[union-attr]


QUESTIONS = ["Will Chile attack Peru?", "Did Chile attack Peru?", 'Brazil asked: "Did Chile attack Peru?"']


@pytest.mark.parametrize("text", QUESTIONS)
def test_questions_assert_nothing(text: str) -> None:
    assert [claim for claim in load_extractor().extract(Document("d", text)) if claim.type == "ASSAULT"] == []


PHRASES = [
    ("The EU plans to launch a dialogue with Brazil.", "EU | plans dialogue with | BRA | planned | -"),
    ("Chile has never recognised Kosovo.", "CHL | does not recognise | XKX | negated | -"),
    ("Brazil denied that Chile had attacked Peru.", "CHL | does not attack | PER | negated | BRA"),
    ("Chile may impose sanctions on Peru.", "CHL | may impose sanctions on | PER | possible | -"),
    (
        "Brazil said Chile would withdraw from Peru.",
        "CHL | plans to withdraw from | PER | planned | BRA",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES, ids=[row[0] for row in PHRASES])
def test_a_sentence_becomes_a_claim(text: str, expected: str) -> None:
    (claim,) = load_extractor().extract(Document("d", text))
    parts = (claim.subject.id, claim.predicate.phrase, claim.object.id, claim.status, claim.speaker or "-")
    assert " | ".join(parts) == expected
