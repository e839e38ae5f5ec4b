"""Listing errors: what is wrong with a small document, in the words of the judgements, and its parse."""

from datetime import date

from extract.evaluation import score_document, score_sentence
from extract.gold import GoldDocument, GoldLine, GoldSentence, GoldSet
from extract.pipeline import load_extractor
from ontology.records import Document
from scripts.compare_models import figure
from scripts.list_errors import parse, wrong_lines

DOCUMENT = Document("d", "Chile attacked Peru.", date(2020, 1, 1))
RIGHT, WRONG = GoldLine("CHL", ("ASSAULT",), "PER"), GoldLine("PER", ("REJECT", "ACCUSE"), "CHL")


def test_wrong_lines_of_a_document() -> None:
    claims = load_extractor().extract(DOCUMENT)
    assert wrong_lines(score_document(GoldDocument(DOCUMENT, (RIGHT,)), claims)) == []
    assert wrong_lines(score_document(GoldDocument(DOCUMENT, (WRONG,)), claims)) == [
        "missed PER REJECT|ACCUSE CHL asserted",
        "spurious CHL ASSAULT PER",
    ]


def test_wrong_lines_of_a_sentence() -> None:
    claims = load_extractor().extract(DOCUMENT)
    pairs = (("CHL", "PER"),)
    assert wrong_lines(score_sentence(GoldSentence(DOCUMENT, pairs, "ASSAULT"), claims)) == []
    assert wrong_lines(score_sentence(GoldSentence(DOCUMENT, pairs, "AID"), claims)) == ["missed CHL AID PER"]


def test_parse_shows_relations_and_heads() -> None:
    assert list(parse(load_extractor(), DOCUMENT)) == [
        "Chile/nsubj:attacked attacked/ROOT:attacked Peru/dobj:attacked"
    ]


def test_figure_of_a_model_is_f1_of_documents_and_the_full_triple_of_sentences() -> None:
    extractor = load_extractor()
    documents = GoldSet("documents", documents=(GoldDocument(DOCUMENT, (RIGHT, WRONG)),))
    sentences = tuple(GoldSentence(DOCUMENT, (("CHL", "PER"),), kind) for kind in ("ASSAULT", "AID"))
    assert figure(documents, extractor) == 2 / 3
    assert figure(GoldSet("sentences", sentences=sentences), extractor) == 0.5
