"""Evaluation: gold files as they are read, then scores counted by hand on small tables of claims."""

import json
from datetime import date
from pathlib import Path

import pytest

from extract.evaluation import (
    Bin,
    Calibration,
    DocumentSummary,
    SentenceSummary,
    calibration,
    reliability,
    score_document,
    score_documents,
    score_sentence,
    summarise_documents,
    summarise_sentences,
    triple,
)
from extract.gold import GoldDocument, GoldError, GoldLine, GoldSentence, load_gold
from ontology.records import Actor, Attribution, Claim, Document, Evidence, Mention, Predicate
from ontology.terms import EVENT_TYPES

DOCUMENT = Document("d", "A text.")


def actor(principal: str) -> Actor:
    """An actor of a principal; "?" is one that nobody resolved."""
    if principal == "?":
        return Actor("mention/someone", "someone", "unknown", "unknown", None, "someone", "unresolved")
    return Actor(f"{principal}/government", principal, "body", "government", principal, principal, "name")


def claim(words: str, confidence: float = 0.5) -> Claim:
    """A claim from "CHN ACCUSE USA negated @CHN"; relations stand for types as they are."""
    subject, kind, target, *rest = words.split()
    speaker = rest.pop()[1:] if rest and rest[-1].startswith("@") else None
    status = rest[0] if rest else "asserted"
    negative = status == "negated"
    event_type, relation = (kind, EVENT_TYPES[kind][1]) if kind in EVENT_TYPES else (None, kind)
    return Claim(
        subject=actor(subject),
        predicate=Predicate("does", event_type, None, None, relation, "frame"),
        object=actor(target),
        modality="asserted" if negative else status,  # type: ignore[arg-type]
        polarity="negative" if negative else "positive",
        attribution=(Attribution(actor(speaker), "say"),) if speaker else (),
        date=None,
        place=None,
        topics=(),
        confidence=confidence,
        evidence=Evidence("d", 0, 7, "A text."),
        trigger=Mention(0, 1, "A"),
    )


def line(words: str) -> GoldLine:
    subject, types, target, *rest = words.split()
    speaker = rest.pop()[1:] if rest and rest[-1].startswith("@") else None
    return GoldLine(subject, tuple(types.split("|")), target, *rest, speaker=speaker)


TRIPLES = [
    ("CHN ACCUSE USA", ("CHN", "ACCUSE", "USA")),
    ("JPN memberOf QUAD", ("JPN", "MEMBER", "QUAD")),
    ("CHN claimsTerritory TWN", ("CHN", "CLAIM", "TWN")),
    ("CHN recognises TWN", None),
    ("CHN ACCUSE CHN", None),
    ("? ACCUSE CHN", None),
    ("CHN ACCUSE ?", None),
]


@pytest.mark.parametrize(("words", "expected"), TRIPLES)
def test_claim_as_the_gold_would_call_it(words: str, expected: tuple[str, str, str] | None) -> None:
    assert triple(claim(words)) == expected


# gold lines, optional lines, claims; then found, missed, correct, spurious
DOCUMENTS = [
    ([], [], [], [], [], 0, []),
    (["A AID B"], [], [], [], ["A AID B"], 0, []),
    (["A AID B"], [], ["A AID B", "A AID B"], ["A AID B"], [], 1, []),
    (["A AID B"], [], ["B AID A"], [], ["A AID B"], 0, ["B AID A"]),
    (["A AID|SUPPORT B"], [], ["A SUPPORT B"], ["A AID|SUPPORT B"], [], 1, []),
    (["A AID|SUPPORT B"], [], ["A SUPPORT B", "A AID B"], ["A AID|SUPPORT B"], [], 1, []),
    (["A AID B"], [], ["A AID B", "A REJECT B"], ["A AID B"], [], 1, ["A REJECT B"]),
    (["A AID B"], ["A REJECT B"], ["A AID B", "A REJECT B"], ["A AID B"], [], 1, []),
    (["A AID B"], ["A AID B"], ["A AID B"], ["A AID B"], [], 1, []),
    (["A AGREE B", "A AID|AGREE B"], [], ["A AGREE B"], ["A AGREE B", "A AID|AGREE B"], [], 1, []),
    (["A AGREE B", "A AID|AGREE B"], [], ["A AGREE B", "A AID B"], ["A AGREE B", "A AID|AGREE B"], [], 2, []),
    (["A AID B"], [], ["A AID A", "? AID B", "A recognises B"], [], ["A AID B"], 0, []),
]


@pytest.mark.parametrize(("gold", "optional", "claims", "found", "missed", "correct", "spurious"), DOCUMENTS)
def test_document_is_counted_as_by_hand(
    gold: list[str],
    optional: list[str],
    claims: list[str],
    found: list[str],
    missed: list[str],
    correct: int,
    spurious: list[str],
) -> None:
    document = GoldDocument(DOCUMENT, tuple(map(line, gold)), tuple(map(line, optional)))
    score = score_document(document, [claim(words) for words in claims])
    assert [each.line for each in score.found] == [line(words) for words in found]
    assert list(score.missed) == [line(words) for words in missed]
    assert score.correct == correct
    assert list(score.spurious) == [claim(words) for words in spurious]


STATUS = [
    ("A AID B planned", ["A AID B planned"], (True, True)),
    ("A AID B planned", ["A AID B"], (False, True)),
    ("A AID B negated", ["A AID B negated"], (True, True)),
    ("A AID B planned @C", ["A AID B planned @C"], (True, True)),
    ("A AID B planned @C", ["A AID B planned @D"], (True, False)),
    ("A AID B planned @C", ["A AID B asserted @C", "A AID B planned"], (True, True)),
    ("A AID B", ["A AID B asserted @C"], (True, False)),
]


@pytest.mark.parametrize(("gold", "claims", "expected"), STATUS)
def test_status_and_speaker_of_a_found_line(
    gold: str, claims: list[str], expected: tuple[bool, bool]
) -> None:
    score = score_document(GoldDocument(DOCUMENT, (line(gold),)), [claim(words) for words in claims])
    assert [(each.status_right, each.speaker_right) for each in score.found] == [expected]


def test_summary_shares_are_over_all_documents() -> None:
    first = GoldDocument(
        DOCUMENT, (line("A AID B"), line("A AID C planned"), line("A AID D"), line("A AID E"))
    )
    second = GoldDocument(DOCUMENT, (line("A REJECT B"),))

    class Fixed:
        def extract(self, document: Document) -> list[Claim]:
            return [claim("A AID B"), claim("A AID C"), claim("A AID X")]

    scores = list(score_documents([first, second], Fixed()))
    # 2 of 5 lines found; 2 triples right, 1 wrong in the first document and 3 wrong in the second.
    assert summarise_documents(scores) == DocumentSummary(
        2, 5, 2 / 6, 2 / 5, 2 * (2 / 6) * (2 / 5) / (2 / 6 + 2 / 5), 0.5, 1.0
    )


def test_summary_of_nothing_is_zero() -> None:
    assert summarise_documents([]) == DocumentSummary(0, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert summarise_sentences([]) == SentenceSummary(0, 0.0, 0.0, 0.0)


SENTENCES = [
    (["A AID B"], True, True),
    (["A REJECT B"], True, False),
    (["B AID A"], False, False),
    (["A REJECT B", "A AID C", "C AID B"], True, False),
    ([], False, False),
]


@pytest.mark.parametrize(("claims", "pair", "full"), SENTENCES)
def test_sentence_is_scored_by_pair_and_full_triple(claims: list[str], pair: bool, full: bool) -> None:
    score = score_sentence(GoldSentence(DOCUMENT, (("A", "B"),), "AID"), [claim(words) for words in claims])
    assert (score.pair, score.full) == (pair, full)


def test_summary_of_sentences() -> None:
    gold = GoldSentence(DOCUMENT, (("A", "B"), ("B", "A")), "AID")
    predictions = (["A AID B"], ["B REJECT A"], ["B AID A"], [])
    scores = [score_sentence(gold, [claim(words) for words in claims]) for claims in predictions]
    assert summarise_sentences(scores) == SentenceSummary(4, 3 / 4, 2 / 4, 2 / 3)


def test_reliability_bins_by_tenths() -> None:
    verdicts = [(0.3, True), (0.39, False), (0.8, True), (1.0, True), (0.95, False)]
    assert reliability(verdicts) == (Bin(0.3, 0.4, 2, 0.5), Bin(0.8, 0.9, 1, 1.0), Bin(0.9, 1.0, 2, 0.5))


CALIBRATION = [
    ("nothing", [], Calibration(0, 0.0, 0.0)),
    ("sure and right", [(1.0, True), (1.0, True)], Calibration(2, 0.0, 0.0)),
    ("sure and wrong", [(1.0, False)], Calibration(1, 1.0, 1.0)),
    ("half of the even chances", [(0.5, True), (0.5, False)], Calibration(2, 0.25, 0.0)),
    ("bins off to both sides", [(0.5, True), (0.75, False)], Calibration(2, 0.40625, 0.625)),
]


@pytest.mark.parametrize(("what", "verdicts", "expected"), CALIBRATION, ids=[row[0] for row in CALIBRATION])
def test_calibration(what: str, verdicts: list[tuple[float, bool]], expected: Calibration) -> None:
    assert calibration(verdicts) == expected


def test_verdicts_leave_out_what_earns_nothing() -> None:
    gold = GoldDocument(DOCUMENT, (line("A AID|SUPPORT B"),), (line("A REJECT B"),))
    claims = [
        claim("A AID B", 0.9),
        claim("A SUPPORT B", 0.8),
        claim("A REJECT B", 0.7),
        claim("A ACCUSE B", 0.6),
    ]
    assert sorted(score_document(gold, claims).verdicts) == [(0.6, False), (0.8, True), (0.9, True)]


REPORTS = """
- id: one
  date: 2023-03-17
  text: A text.
  claims:
    - [EU, CONSULT|AGREE, TWN, planned, EU]
  optional:
    - [CHN, REJECT, EU, negated, null]
- text: Another text.
  claims: ["USA AID UKR", "CHN CLAIM TWN possible @CHN"]
- {id: three, file: three.txt, claims: []}
"""


def test_reports_and_sentences_are_read(tmp_path: Path) -> None:
    (tmp_path / "three.txt").write_text("A third text.")
    (tmp_path / "gold.yaml").write_text(REPORTS)
    (gold,) = load_gold(tmp_path)
    assert gold.documents == (
        GoldDocument(
            Document("one", "A text.", date(2023, 3, 17)),
            (GoldLine("EU", ("CONSULT", "AGREE"), "TWN", "planned", "EU"),),
            (GoldLine("CHN", ("REJECT",), "EU", "negated", None),),
        ),
        GoldDocument(
            Document("gold#2", "Another text."),
            (GoldLine("USA", ("AID",), "UKR"), GoldLine("CHN", ("CLAIM",), "TWN", "possible", "CHN")),
        ),
        GoldDocument(Document("three", "A third text."), ()),
    )


def actors(*codes: str) -> list[dict[str, str]]:
    return [{"actorText": code, "code": code} for code in codes]


RECORDS = [
    (actors("USA"), actors("IRN"), "DEMAND", (("USA", "IRN"),), "REQUEST"),
    (actors("USA", "JOR"), "", "AGREE", (("USA", "JOR"), ("JOR", "USA")), "AGREE"),
    (actors("USA"), actors("IRN", "IRQ"), "FIGHT", (("USA", "IRN"), ("USA", "IRQ")), "ASSAULT"),
    (actors("USA"), actors("IGO", "IRQ"), "INVESTIGATE", (("USA", "IRQ"),), "ACCUSE"),
]
LEFT_OUT = [
    (actors("USA"), None),
    (actors("USA"), actors("USA")),
    (actors("IGO"), actors("USA")),
    (actors("USA"), ""),
]


@pytest.mark.parametrize(("source", "target", "event", "pairs", "event_type"), RECORDS)
def test_plover_record_is_read(
    tmp_path: Path, source: object, target: object, event: str, pairs: tuple[object, ...], event_type: str
) -> None:
    path = tmp_path / "gsr.json"
    path.write_text(
        json.dumps([{"id": "r", "text": "A text.", "source": source, "target": target, "event": event}])
    )
    (gold,) = load_gold(path)
    assert [(sentence.pairs, sentence.event_type) for sentence in gold.sentences] == [(pairs, event_type)]


@pytest.mark.parametrize(("source", "target"), LEFT_OUT)
def test_plover_record_without_two_countries_is_left_out(
    tmp_path: Path, source: object, target: object
) -> None:
    path = tmp_path / "gsr.json"
    path.write_text(
        json.dumps([{"id": "r", "text": "A.", "source": source, "target": target, "event": "AID"}])
    )
    (gold,) = load_gold(path)
    assert gold.sentences == ()


BAD_GOLD = [
    ("a: b", "gold is a list of entries"),
    ("- [1]", "gold is a list of entries"),
    ("- {id: x, text: A}", "entry 'x' cannot be used: 'claims'"),
    ("- {id: x, text: A, claims: [[A, AID]]}", "is not [subject, types, object, status, speaker]"),
    ("- {id: x, text: A, claims: ['A AID']}", "is not [subject, types, object, status, speaker]"),
    ("- {id: x, file: none.txt, claims: []}", "none.txt"),
    ("a: [", "cannot be read as gold"),
]


@pytest.mark.parametrize(("content", "message"), BAD_GOLD)
def test_bad_gold_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text(content)
    with pytest.raises(GoldError) as error:
        load_gold(path)
    assert str(path) in str(error.value) and message in str(error.value)


@pytest.mark.parametrize(("name", "message"), [("", "a folder without"), ("none.yaml", "No such file")])
def test_missing_gold_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        load_gold(tmp_path / name)
