"""Names to actors: which reference actor a name means, and when it is only a place.

Each row: a text, and its actors in text order as "words | id | represents | role | resolved_by".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from extract.gazetteer import Gazetteer
from extract.mentions import find_mentions, find_places
from ontology.records import Document

Rows = Callable[[str], list[str]]

ROWS = [
    (
        "Kenya recalled its envoy from Sudan.",
        [
            "Kenya | KEN | KEN | state | name",
            "its | KEN | KEN | state | pronoun",
            "its envoy | KEN/envoy | KEN | diplomat | role",
            "Sudan | SDN | SDN | state | name",
        ],
    ),
    (
        "South Korea and the United Arab Emirates signed a treaty.",
        [
            "South Korea | KOR | KOR | state | name",
            "United Arab Emirates | ARE | ARE | state | name",
        ],
    ),
    (
        "The U.S. thanked the U.N. and the EU.",
        [
            "U.S. | USA | USA | state | acronym",
            "U.N. | UN | UN | organisation | acronym",
            "EU | EU | EU | organisation | acronym",
        ],
    ),
    (
        "The Chinese invited the Iranians.",
        [
            "Chinese | CHN/people | CHN | civilian | demonym",
            "Iranians | IRN/people | IRN | civilian | demonym",
        ],
    ),
    (
        "Guinea-Bissau's parliament dissolved itself.",
        [
            "Guinea-Bissau | GNB | GNB | state | name",
            "Guinea-Bissau's parliament | body/gnb-parliament | GNB | legislature | body",
        ],
    ),
    (
        "The Kremlin dismissed the report and Downing Street praised it.",
        [
            "Kremlin | RUS | RUS | government | metonym",
            "Downing Street | GBR | GBR | government | metonym",
        ],
    ),
    (
        "Nairobi expelled the Ugandan consul.",
        [
            "Nairobi | KEN | KEN | government | capital",
            "Ugandan | UGA | UGA | state | adjective",
            "Ugandan consul | UGA/consul | UGA | diplomat | role",
        ],
    ),
    (
        "Officials met in Tokyo and in Peru.",
        [
            "Officials | mention/officials | None | government | unresolved",
            "Peru | PER | PER | state | place",
        ],
    ),
    (
        "BOGOTA (Reuters) - Colombia closed a bridge.",
        [
            "Reuters | REUTERS | REUTERS | media | name",
            "Colombia | COL | COL | state | name",
        ],
    ),
    (
        "The Vienna talks collapsed after Tehran's refusal.",
        [
            "Tehran | IRN | IRN | government | capital",
        ],
    ),
    (
        "Rebels shelled the Ukrainian town of Bakhmut.",
        [
            "Rebels | mention/rebels | None | rebel | unresolved",
            "Ukrainian | UKR | UKR | state | adjective",
            "Ukrainian town | UKR | UKR | state | place",
            "Bakhmut | UKR | UKR | state | place",
        ],
    ),
    (
        "Fishermen from Vietnam sailed into the South China Sea.",
        [
            "Fishermen | VNM/fishermen | VNM | civilian | role",
            "Vietnam | VNM | VNM | state | name",
        ],
    ),
    (
        "A US-led coalition struck Iran-backed militias and a Liberia-flagged ship.",
        [
            "US | USA | USA | state | acronym",
            "US-led coalition | body/usa-coalition | USA | government | body",
            "Iran | IRN | IRN | state | name",
            "Iran-backed militias | mention/iran-backed-militias | None | rebel | unresolved",
            "Liberia | LBR | LBR | state | name",
        ],
    ),
    (
        "Pro-Russian separatists fired at Ukrainian troops.",
        [
            "Russian | RUS | RUS | state | adjective",
            "Pro-Russian separatists | mention/pro-russian-separatists | None | opposition | unresolved",
            "Ukrainian | UKR | UKR | state | adjective",
            "Ukrainian troops | UKR/troops | UKR | military | role",
        ],
    ),
    (
        "Sino-Indian relations and Franco-German ties improved.",
        [
            "Sino | CHN | CHN | state | adjective",
            "Indian | IND | IND | state | adjective",
            "Franco | FRA | FRA | state | adjective",
            "German | DEU | DEU | state | adjective",
        ],
    ),
    (
        "Brussels fined Hungary.",
        [
            "Brussels | EU | EU | government | metonym",
            "Hungary | HUN | HUN | state | name",
        ],
    ),
    (
        "NATO opened an office, and Brussels thanked Norway. NATO will stay.",
        [
            "NATO | NATO | NATO | organisation | name",
            "Brussels | NATO | NATO | government | metonym",
            "Norway | NOR | NOR | state | name",
            "NATO | NATO | NATO | organisation | name",
        ],
    ),
    (
        "Belgium's king spoke, and Brussels raised taxes. Belgium was calm.",
        [
            "Belgium | BEL | BEL | state | name",
            "Belgium's king | BEL/king | BEL | government | role",
            "Brussels | BEL | BEL | government | capital",
            "Belgium | BEL | BEL | state | name",
        ],
    ),
    (
        "The Khartoum government banned the party.",
        [
            "Khartoum | SDN | SDN | government | capital",
            "Khartoum government | body/sdn-government | SDN | government | body",
        ],
    ),
    (
        "Colombian rebels and ethnic Albanians protested.",
        [
            "Colombian | COL | COL | state | adjective",
            "Colombian rebels | COL/rebels | COL | rebel | role",
            "Albanians | mention/albanians | None | civilian | unresolved",
        ],
    ),
    (
        "The Pakistani army is ready, the Foreign Office said.",
        [
            "Pakistani | PAK | PAK | state | adjective",
            "Pakistani army | PAK/army | PAK | military | role",
            "Foreign Office | body/pak-foreign-office | PAK | government | definite",
        ],
    ),
    (
        "South American leaders met Latin American bishops.",
        [
            "South American leaders | mention/south-american-leaders | None | government | unresolved",
            "Latin American bishops | mention/latin-american-bishops | None | civilian | unresolved",
        ],
    ),
    (
        "President of the European Parliament Jane Roe met MEP Jan Novak.",
        [
            "President of the European Parliament Jane Roe | person/jane-roe | EU | government | title",
            "European Parliament | EUROPEAN-PARLIAMENT | EU | legislature | name",
            "President of the European Parliament Jane Roe | person/jane-roe | EU | government | title",
            "MEP Jan Novak | person/jan-novak | EU | legislature | title",
        ],
    ),
    (
        "Peru banned wine. Chile's trade minister said that the government would sue Peru.",
        [
            "Peru | PER | PER | state | name",
            "Chile | CHL | CHL | state | name",
            "Chile's trade minister | CHL/trade-minister | CHL | government | role",
            "government | body/chl-government | CHL | government | definite",
            "Peru | PER | PER | state | name",
        ],
    ),
    (
        "Polish airspace was closed.",
        [
            "Polish | POL | POL | state | adjective",
        ],
    ),
    (
        "Iraqi Prime Minister Hassan al-Tamimi met Lin Mei-yu.",
        [
            "Iraqi | IRQ | IRQ | state | adjective",
            "Iraqi Prime Minister Hassan al-Tamimi | person/hassan-al-tamimi | IRQ | government | title",
            "Lin Mei-yu | person/lin-mei-yu | None | unknown | unresolved",
        ],
    ),
    (
        "Kurdish militants and the Kurdish Regional Government differ.",
        [
            "Kurdish | KURDS | KURDS | civilian | adjective",
            "Kurdish militants | KURDS/militants | KURDS | rebel | role",
            "Kurdish Regional Government | KRG | IRQ | state | name",
        ],
    ),
    (
        "Reuters reported that Oman had paid US $5 million.",
        [
            "Reuters | REUTERS | REUTERS | media | name",
            "Oman | OMN | OMN | state | name",
        ],
    ),
    (
        "The Syrian Golan Heights are quiet.",
        [
            "Syrian | SYR | SYR | state | adjective",
            "Golan Heights | SYR | SYR | state | place",
        ],
    ),
    (
        "Croatian Serb refugees returned.",
        [
            "Croatian | HRV | HRV | state | adjective",
            "Serb | SRB | SRB | state | adjective",
            "Croatian Serb refugees | HRV/refugees | HRV | civilian | role",
        ],
    ),
    (
        "Moscow accused Kyiv of lying, and Warsaw dismissed the Russian claim.",
        [
            "Moscow | RUS | RUS | government | capital",
            "Kyiv | UKR | UKR | government | capital",
            "Warsaw | POL | POL | government | capital",
            "Russian | RUS | RUS | state | adjective",
        ],
    ),
    (
        "At the United Nations, Malta accused Libya.",
        [
            "United Nations | UN | UN | organisation | name",
            "Malta | MLT | MLT | state | name",
            "Libya | LBY | LBY | state | name",
        ],
    ),
    (
        "The Organisation of Islamic Cooperation condemned Sweden.",
        [
            "Organisation of Islamic Cooperation | OIC | OIC | organisation | name",
            "Sweden | SWE | SWE | state | name",
        ],
    ),
    (
        "The Wagner Group withdrew from Bakhmut.",
        [
            "Wagner Group | WAGNER | RUS | military | name",
            "Bakhmut | UKR | UKR | state | place",
        ],
    ),
    (
        "An American, two Britons and a Frenchwoman were freed by Iran.",
        [
            "American | USA/people | USA | civilian | demonym",
            "Britons | GBR/people | GBR | civilian | demonym",
            "Frenchwoman | FRA/people | FRA | civilian | demonym",
            "Iran | IRN | IRN | state | name",
        ],
    ),
    (
        "The Danes and the Dutch protested.",
        [
            "Danes | DNK/people | DNK | civilian | demonym",
            "Dutch | NLD/people | NLD | civilian | demonym",
        ],
    ),
    (
        "The former president of Bolivia fled to Mexico City.",
        [
            "former president | BOL/president | BOL | government | role",
            "Bolivia | BOL | BOL | state | name",
            "Mexico City | MEX | MEX | government | capital",
        ],
    ),
]


@pytest.mark.parametrize(("text", "actors"), ROWS, ids=[text for text, _ in ROWS])
def test_names_are_linked(text: str, actors: list[str], actor_rows: Rows) -> None:
    assert actor_rows(text) == actors


PLACES = [
    ("Officials met in Tokyo and in Peru.", {"Tokyo": "JPN", "Peru": "PER"}),
    ("BOGOTA (Reuters) - Colombia closed a bridge.", {"BOGOTA": "COL"}),
    ("The Vienna talks collapsed after Tehran's refusal.", {"Vienna": "AUT"}),
    ("Rebels died near Bakhmut.", {"Bakhmut": "UKR"}),
    ("Kenya praised Uganda.", {}),
    ("Protesters burned tyres in the Iraqi city of Basra.", {"city": "IRQ"}),
]


@pytest.mark.parametrize(("text", "places"), PLACES, ids=[text for text, _ in PLACES])
def test_places_are_kept_apart(
    text: str, places: dict[str, str], nlp: Language, gazetteer: Gazetteer
) -> None:
    doc = nlp(text)
    found = find_places(doc, Document("d", text), gazetteer, lambda position: position)
    assert {doc[i].text: place.represents for i, place in found.items()} == places


def test_alternatives_of_a_metonym_are_kept(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Brussels fined Hungary."
    found = find_mentions(nlp(text), Document("d", text), gazetteer, lambda position: position).actors
    assert (found[0][0].id, sorted(found[0][0].alternatives)) == ("EU", ["BEL", "NATO"])


def test_mentions_stand_in_the_document_as_given(nlp: Language, gazetteer: Gazetteer) -> None:
    given, parsed = "«Kenya»   and   Uganda  met.", "Kenya and Uganda met."
    offsets = [1, 2, 3, 4, 5, 7, 10, 11, 12, 13, 16, 17, 18, 19, 20, 21, 22, 24, 25, 26, 27]
    found = find_mentions(nlp(parsed), Document("d", given), gazetteer, offsets.__getitem__).actors
    spans = [(actor.mention, given[actor.start : actor.end]) for actors in found.values() for actor in actors]
    assert spans == [("Kenya", "Kenya"), ("Uganda", "Uganda")]
