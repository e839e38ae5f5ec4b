"""The project's own gold: labels that name known actors and types, in the amounts and variety promised.

Whether the extractor finds them is `irgraph evaluate`'s business; here the labels themselves are checked.
"""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.gold import GoldDocument, GoldLine, load_file
from ontology.actors import load_actors
from ontology.terms import EVENT_TYPES, MODALITIES

HERE = Path(__file__).parent
BLIND = tuple(sorted(path.name for path in HERE.glob("blind*.yaml")))
FILES = ("reports.yaml", "sentences.yaml", "probes.yaml", *BLIND)
TYPES = {*EVENT_TYPES, "MEMBER", "CLAIM"}
STATUSES = {*MODALITIES, "negated"}
PRINCIPALS = {actor.id for actor in load_actors() if actor.principal == actor.id}
# What each variant of a probe must make of the base claim.
VARIANT_STATUS = {
    "base": "asserted",
    "swapped": "asserted",
    "negated": "negated",
    "planned": "planned",
    "passive": "asserted",
    "attributed": "asserted",
    "possible": "possible",
    "conditional": "conditional",
}


def documents(name: str) -> tuple[GoldDocument, ...]:
    return load_file(HERE / name).documents


def entries(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return loaded


def faults(line: GoldLine) -> list[str]:
    """What is wrong with a gold line, as words."""
    actors = {line.subject, line.object, line.speaker or line.subject}
    unknown = {*(actors - PRINCIPALS), *(set(line.types) - TYPES), *({line.status} - STATUSES)}
    return sorted(unknown) + (["about itself"] if line.subject == line.object else [])


@pytest.mark.parametrize("name", FILES)
def test_every_line_names_known_principals_types_and_statuses(name: str) -> None:
    wrong = {
        f"{gold.document.id}: {line}": faults(line)
        for gold in documents(name)
        for line in (*gold.claims, *gold.optional)
        if faults(line)
    }
    assert wrong == {}


@pytest.mark.parametrize("name", FILES)
def test_no_line_and_no_text_comes_twice(name: str) -> None:
    texts = Counter(gold.document.text for gold in documents(name))
    assert [text for text, times in texts.items() if times > 1] == []
    repeated = {
        gold.document.id: [line for line, times in Counter(gold.claims).items() if times > 1]
        for gold in documents(name)
    }
    assert {name: lines for name, lines in repeated.items() if lines} == {}


@pytest.mark.parametrize("name", ["sentences.yaml", "reports.yaml"])
def test_optional_lines_do_not_repeat_required_ones(name: str) -> None:
    repeated = {gold.document.id: set(gold.claims) & set(gold.optional) for gold in documents(name)}
    assert {name: lines for name, lines in repeated.items() if lines} == {}


def test_reports_are_dense_and_short() -> None:
    reports = documents("reports.yaml")
    assert len(reports) >= 30
    for gold in reports:
        assert 60 <= len(gold.document.text.split()) <= 130, gold.document.id
        assert 8 <= len(gold.claims) <= 14, gold.document.id


def test_sentences_cover_every_type_and_leave_room_for_none() -> None:
    sentences = documents("sentences.yaml")
    leading = Counter(kind for gold in sentences for kind in {line.types[0] for line in gold.claims})
    assert {kind: leading[kind] for kind in TYPES if leading[kind] < 18} == {}
    assert len(sentences) >= 420
    assert sum(not gold.claims for gold in sentences) >= 40
    assert [gold.document.id for gold in sentences if not 10 <= len(gold.document.text.split()) <= 30] == []


def test_sentences_of_construction_none_have_no_claims() -> None:
    wrong = [
        entry["text"]
        for entry in entries("sentences.yaml")
        if entry["construction"] == "none" and entry["claims"]
    ]
    assert wrong == []


def test_probes_say_the_base_claim_with_the_status_of_their_variant() -> None:
    groups: dict[int, dict[str, dict[str, Any]]] = defaultdict(dict)
    for entry in entries("probes.yaml"):
        groups[entry["probe"]][entry["variant"]] = entry
    assert len(groups) >= 60
    for number, group in groups.items():
        [[subject, kind, target, *_]] = group["base"]["claims"]
        assert {"base", "negated", "attributed", "possible", "conditional"} <= set(group), number
        for variant, entry in group.items():
            ends = [target, subject] if variant == "swapped" else [subject, target]
            [[first, type_, last, status, speaker]] = entry["claims"]
            assert ([first, last], type_, status) == (ends, kind, VARIANT_STATUS[variant]), entry["id"]
            assert (speaker is not None) == (variant == "attributed"), entry["id"]
