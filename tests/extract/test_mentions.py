"""Noun phrases to actors: roles, titles, owners, places, parts of groups.

Each row: a text, and its actors in text order as "words | id | represents | role | resolved_by".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = Callable[[str], list[str]]

ROWS = [
    (
        "A senior Turkish diplomat resigned.",
        [
            "Turkish | TUR | TUR | state | adjective",
            "senior Turkish diplomat | TUR/diplomat | TUR | diplomat | role",
        ],
    ),
    (
        "Three Brazilian soldiers crossed the border.",
        [
            "Brazilian | BRA | BRA | state | adjective",
            "Three Brazilian soldiers | BRA/soldiers | BRA | military | role",
        ],
    ),
    (
        "The Polish foreign ministry summoned the ambassador of Belarus.",
        [
            "Polish | POL | POL | state | adjective",
            "Polish foreign ministry | body/pol-foreign-ministry | POL | government | body",
            "ambassador | BLR/ambassador | BLR | diplomat | role",
            "Belarus | BLR | BLR | state | name",
        ],
    ),
    (
        "Greece's defence minister visited Malta.",
        [
            "Greece | GRC | GRC | state | name",
            "Greece's defence minister | GRC/defence-minister | GRC | government | role",
            "Malta | MLT | MLT | state | name",
        ],
    ),
    (
        "A spokesman for the Israeli prime minister denied it.",
        [
            "spokesman | ISR/spokesman | ISR | government | role",
            "Israeli | ISR | ISR | state | adjective",
            "Israeli prime minister | ISR/prime-minister | ISR | government | role",
        ],
    ),
    (
        "Lawmakers from Japan boycotted the session.",
        [
            "Lawmakers | JPN/lawmakers | JPN | legislature | role",
            "Japan | JPN | JPN | state | name",
        ],
    ),
    (
        "The president of Armenia flew home.",
        [
            "president | ARM/president | ARM | government | role",
            "Armenia | ARM | ARM | state | name",
        ],
    ),
    (
        "Leaders of Peru's main opposition party marched.",
        [
            "Leaders | PER/leaders | PER | government | role",
            "Peru | PER | PER | state | name",
            "Peru's main opposition party | PER/opposition-party | PER | opposition | role",
        ],
    ),
    (
        "Saudi warplanes bombed Houthi positions.",
        [
            "Saudi | SAU | SAU | state | adjective",
            "Saudi warplanes | SAU/warplanes | SAU | military | role",
            "Houthi | HOUTHIS | HOUTHIS | rebel | adjective",
        ],
    ),
    (
        "Cuban doctors arrived in Angola.",
        [
            "Cuban | CUB | CUB | state | adjective",
            "Cuban doctors | CUB/doctors | CUB | civilian | role",
            "Angola | AGO | AGO | state | place",
        ],
    ),
    (
        "Opposition parties in Togo called a strike.",
        [
            "Opposition parties | TGO/opposition-parties | TGO | opposition | role",
            "Togo | TGO | TGO | state | place",
        ],
    ),
    (
        "Residents of Gaza fled, and Palestinian children cried.",
        [
            "Residents | PSE/residents | PSE | civilian | role",
            "Gaza | PSE | PSE | state | place",
            "Palestinian | PSE | PSE | state | adjective",
            "Palestinian children | PSE/children | PSE | civilian | role",
        ],
    ),
    (
        "A court in Spain jailed the Moroccan captain.",
        [
            "court | body/esp-court | ESP | judiciary | body",
            "Spain | ESP | ESP | state | place",
            "Moroccan | MAR | MAR | state | adjective",
            "Moroccan captain | MAR/captain | MAR | military | role",
        ],
    ),
    (
        "Israeli and Egyptian negotiators met.",
        [
            "Israeli | ISR | ISR | state | adjective",
            "Egyptian | EGY | EGY | state | adjective",
            "Israeli and Egyptian negotiators | ISR/negotiators | ISR | government | role",
            "Israeli and Egyptian negotiators | EGY/negotiators | EGY | government | role",
        ],
    ),
    (
        "Troops in Mali mutinied.",
        [
            "Troops | mention/troops | None | military | unresolved",
            "Mali | MLI | MLI | state | place",
        ],
    ),
    (
        "Egyptian state media mocked the envoy.",
        [
            "Egyptian | EGY | EGY | state | adjective",
            "Egyptian state media | EGY/state-media | EGY | media | role",
            "envoy | mention/envoy | None | diplomat | unresolved",
        ],
    ),
    (
        "French companies left Russia.",
        [
            "French | FRA | FRA | state | adjective",
            "French companies | FRA/companies | FRA | business | role",
            "Russia | RUS | RUS | state | name",
        ],
    ),
    (
        "Taiwan's ambassador to the EU met the Chinese mission to the EU.",
        [
            "Taiwan | TWN | TWN | state | name",
            "Taiwan's ambassador | TWN/ambassador | TWN | diplomat | role",
            "EU | EU | EU | organisation | acronym",
            "Chinese | CHN | CHN | state | adjective",
            "Chinese mission | body/chn-mission | CHN | diplomat | body",
            "EU | EU | EU | organisation | acronym",
        ],
    ),
    (
        "The envoy to Japan resigned.",
        [
            "envoy | mention/envoy | None | diplomat | unresolved",
            "Japan | JPN | JPN | state | name",
        ],
    ),
    (
        "A group of Kenyan lawmakers and thousands of Ethiopians marched.",
        [
            "group of Kenyan lawmakers | KEN/lawmakers | KEN | legislature | role",
            "Kenyan | KEN | KEN | state | adjective",
            "Kenyan lawmakers | KEN/lawmakers | KEN | legislature | role",
            "thousands of Ethiopians | ETH/people | ETH | civilian | demonym",
            "Ethiopians | ETH/people | ETH | civilian | demonym",
        ],
    ),
    (
        "Vietnam protested after a vessel rammed a Philippine boat.",
        [
            "Vietnam | VNM | VNM | state | name",
            "Philippine | PHL | PHL | state | adjective",
        ],
    ),
    (
        "Members of the African Union rejected Gabon's proposal.",
        [
            "Members | AU/members | AU | organisation | role",
            "African Union | AU | AU | organisation | name",
            "Gabon | GAB | GAB | state | name",
        ],
    ),
    (
        "Hamas fighters attacked Israeli settlers.",
        [
            "Hamas | HAMAS | HAMAS | rebel | name",
            "Hamas fighters | HAMAS/fighters | HAMAS | rebel | role",
            "Israeli | ISR | ISR | state | adjective",
            "Israeli settlers | ISR/settlers | ISR | civilian | role",
        ],
    ),
    (
        "The Taliban movement closed the school.",
        [
            "Taliban movement | TALIBAN | TALIBAN | rebel | name",
        ],
    ),
    (
        "The Nairobi Herald praised Kenya.",
        [
            "Nairobi Herald | media/nairobi-herald | None | media | name",
            "Kenya | KEN | KEN | state | name",
        ],
    ),
    (
        "US Secretary of Defense Walter Finch greeted Danish Prime Minister Karla Holm.",
        [
            "US | USA | USA | state | acronym",
            "US Secretary of Defense Walter Finch | person/walter-finch | USA | government | title",
            "Danish | DNK | DNK | state | adjective",
            "Danish Prime Minister Karla Holm | person/karla-holm | DNK | government | title",
        ],
    ),
    (
        "NATO Secretary-General Ivo Brandt called Turkish President Emre Kaya.",
        [
            "NATO | NATO | NATO | organisation | name",
            "NATO Secretary-General Ivo Brandt | person/ivo-brandt | NATO | government | title",
            "Turkish | TUR | TUR | state | adjective",
            "Turkish President Emre Kaya | person/emre-kaya | TUR | government | title",
        ],
    ),
    (
        "EU trade commissioner Marta Silva and King Idris of Morocco agreed.",
        [
            "EU | EU | EU | organisation | acronym",
            "EU trade commissioner Marta Silva | person/marta-silva | EU | government | title",
            "King Idris | person/idris | MAR | government | title",
            "Morocco | MAR | MAR | state | name",
        ],
    ),
    (
        "Libya's Omar Basri rejected the plan.",
        [
            "Libya | LBY | LBY | state | name",
            "Omar Basri | person/omar-basri | LBY | unknown | title",
        ],
    ),
    (
        "President Lucas Moreau spoke.",
        [
            "President Lucas Moreau | person/lucas-moreau | None | government | unresolved",
        ],
    ),
    (
        "Former Chilean foreign minister Rosa Vidal and Vice President Juan Soto of Panama attended.",
        [
            "Chilean | CHL | CHL | state | adjective",
            "Former Chilean foreign minister Rosa Vidal | person/rosa-vidal | CHL | government | title",
            "Vice President Juan Soto | person/juan-soto | PAN | government | title",
            "Panama | PAN | PAN | state | name",
        ],
    ),
    (
        "Ren Tao, China's deputy trade minister, left early.",
        [
            "Ren Tao | person/ren-tao | CHN | government | apposition",
            "China | CHN | CHN | state | name",
            "China's deputy trade minister | person/ren-tao | CHN | government | apposition",
        ],
    ),
    (
        "Ghana's interior minister, Kojo Adu, resigned.",
        [
            "Ghana | GHA | GHA | state | name",
            "Ghana's interior minister | person/kojo-adu | GHA | government | apposition",
            "Kojo Adu | person/kojo-adu | GHA | government | apposition",
        ],
    ),
    (
        "Arab League chief Nabil Haddad thanked UN special envoy for Yemen Peter Lind.",
        [
            "Arab League | ARAB-LEAGUE | ARAB-LEAGUE | organisation | name",
            "Arab League chief Nabil Haddad | person/nabil-haddad | ARAB-LEAGUE | government | title",
            "UN | UN | UN | organisation | acronym",
            "UN special envoy for Yemen Peter Lind | person/peter-lind | UN | diplomat | title",
            "Yemen | YEM | YEM | state | name",
            "UN special envoy for Yemen Peter Lind | person/peter-lind | UN | diplomat | title",
        ],
    ),
    (
        "Emmanuel Macron met Xi Jinping.",
        [
            "Emmanuel Macron | person/emmanuel-macron | FRA | government | name",
            "Xi Jinping | person/xi-jinping | CHN | government | name",
        ],
    ),
    (
        "Ecuadorian Judge Ana Rojas freed the men.",
        [
            "Ecuadorian | ECU | ECU | state | adjective",
            "Ecuadorian Judge Ana Rojas | person/ana-rojas | ECU | judiciary | title",
        ],
    ),
    (
        "Norwegian Foreign Minister Lars Berg met the press. Berg praised Sweden.",
        [
            "Norwegian | NOR | NOR | state | adjective",
            "Norwegian Foreign Minister Lars Berg | person/lars-berg | NOR | government | title",
            "press | mention/press | None | media | unresolved",
            "Berg | person/lars-berg | NOR | government | surname",
            "Sweden | SWE | SWE | state | name",
        ],
    ),
    (
        "Latvian President Valdis Lazarenkos spoke. Later Lazarenkov left.",
        [
            "Latvian | LVA | LVA | state | adjective",
            "Latvian President Valdis Lazarenkos | person/valdis-lazarenkos | LVA | government | title",
            "Lazarenkov | person/valdis-lazarenkos | LVA | government | surname",
        ],
    ),
    (
        "Mali's army killed dozens. Soldiers then left.",
        [
            "Mali | MLI | MLI | state | name",
            "Mali's army | MLI/army | MLI | military | role",
            "Soldiers | mention/soldiers | None | military | unresolved",
        ],
    ),
    (
        "Police in Nigeria arrested him.",
        [
            "Police | NGA/police | NGA | police | role",
            "Nigeria | NGA | NGA | state | place",
        ],
    ),
    (
        "Protesters clashed with police in Lagos.",
        [
            "Protesters | NGA/protesters | NGA | civilian | place",
            "police | NGA/police | NGA | police | role",
            "Lagos | NGA | NGA | state | place",
        ],
    ),
    (
        "The ministry of defence in Chad denied the report.",
        [
            "ministry | body/tcd-ministry | TCD | government | body",
            "Chad | TCD | TCD | state | place",
        ],
    ),
    (
        "A UN peacekeeper died in South Sudan.",
        [
            "UN | UN | UN | organisation | acronym",
            "UN peacekeeper | UN/peacekeeper | UN | military | role",
            "South Sudan | SSD | SSD | state | place",
        ],
    ),
    (
        "Japan's Supreme Court upheld the ruling.",
        [
            "Japan | JPN | JPN | state | name",
            "Japan's Supreme Court | body/jpn-supreme-court | JPN | judiciary | body",
        ],
    ),
    (
        "An aide to the Turkish president denied the claim.",
        [
            "aide | TUR/aide | TUR | government | role",
            "Turkish | TUR | TUR | state | adjective",
            "Turkish president | TUR/president | TUR | government | role",
        ],
    ),
    (
        "Officials from Chad and Niger met.",
        [
            "Officials | TCD/officials | TCD | government | role",
            "Officials | NER/officials | NER | government | role",
            "Chad | TCD | TCD | state | name",
            "Niger | NER | NER | state | name",
        ],
    ),
    (
        "Secretary of State Mary Holt met the Omani minister of foreign affairs, Ali Said.",
        [
            "Secretary of State Mary Holt | person/mary-holt | None | government | unresolved",
            "Omani | OMN | OMN | state | adjective",
            "Omani minister | OMN/minister | OMN | government | role",
            "Ali Said | person/ali-said | OMN | government | apposition",
        ],
    ),
    (
        "British and French warships left Malta. The ships, owned by Greece, sank.",
        [
            "British | GBR | GBR | state | adjective",
            "French | FRA | FRA | state | adjective",
            "British and French warships | GBR/warships | GBR | military | role",
            "British and French warships | FRA/warships | FRA | military | role",
            "Malta | MLT | MLT | state | name",
            "Greece | GRC | GRC | state | name",
        ],
    ),
    (
        "Washington said the island could defend itself after Taiwan bought missiles.",
        [
            "Washington | USA | USA | government | capital",
            "Taiwan | TWN | TWN | state | name",
        ],
    ),
    (
        "Prosecutors charged a Chinese businessman with spying for Beijing.",
        [
            "Prosecutors | mention/prosecutors | None | judiciary | unresolved",
            "Chinese | CHN | CHN | state | adjective",
            "Chinese businessman | CHN/businessman | CHN | civilian | role",
            "Beijing | CHN | CHN | government | capital",
        ],
    ),
    (
        "The delegation of Georgia walked out.",
        [
            "delegation | body/geo-delegation | GEO | diplomat | body",
            "Georgia | GEO | GEO | state | name",
        ],
    ),
    (
        "Nigerian troops and police shot at protesters.",
        [
            "Nigerian | NGA | NGA | state | adjective",
            "Nigerian troops | NGA/troops | NGA | military | role",
            "police | NGA/police | NGA | police | role",
            "protesters | mention/protesters | None | civilian | unresolved",
        ],
    ),
    (
        "The Ethiopian army fought Tigrayan forces near the Eritrean border.",
        [
            "Ethiopian | ETH | ETH | state | adjective",
            "Ethiopian army | ETH/army | ETH | military | role",
            "Tigrayan forces | TPLF | TPLF | rebel | name",
            "Eritrean | ERI | ERI | state | adjective",
        ],
    ),
    (
        "Burkina Faso's military government expelled French troops.",
        [
            "Burkina Faso | BFA | BFA | state | name",
            "Burkina Faso's military government | body/bfa-military-government | BFA | government | body",
            "French | FRA | FRA | state | adjective",
            "French troops | FRA/troops | FRA | military | role",
        ],
    ),
    (
        "New Zealand's parliament voted. Australian lawmakers cheered.",
        [
            "New Zealand | NZL | NZL | state | name",
            "New Zealand's parliament | body/nzl-parliament | NZL | legislature | body",
            "Australian | AUS | AUS | state | adjective",
            "Australian lawmakers | AUS/lawmakers | AUS | legislature | role",
        ],
    ),
    (
        "Members of Iran's Revolutionary Guards boarded a Greek tanker.",
        [
            "Members of Iran's Revolutionary Guards | body/irn-revolutionary-guards | IRN | military | name",
            "Iran's Revolutionary Guards | body/irn-revolutionary-guards | IRN | military | name",
            "Greek | GRC | GRC | state | adjective",
        ],
    ),
    (
        "Catholic bishops in Nicaragua protested.",
        [
            "Catholic bishops | NIC/bishops | NIC | civilian | role",
            "Nicaragua | NIC | NIC | state | place",
        ],
    ),
    (
        "South African trade unions struck.",
        [
            "South African | ZAF | ZAF | state | adjective",
            "South African trade unions | ZAF/trade-unions | ZAF | opposition | role",
        ],
    ),
    (
        "Washington Post reporters interviewed the Emir of Qatar.",
        [
            "Washington Post | WASHINGTON-POST | WASHINGTON-POST | media | name",
            "Washington Post reporters | WASHINGTON-POST/reporters | WASHINGTON-POST | media | role",
            "Emir | QAT/emir | QAT | government | role",
            "Qatar | QAT | QAT | state | name",
        ],
    ),
    (
        "Scholz met Chinese Premier Li Qiang in Beijing. Li praised Germany.",
        [
            "Scholz | person/olaf-scholz | DEU | government | name",
            "Chinese | CHN | CHN | state | adjective",
            "Chinese Premier Li Qiang | person/li-qiang | CHN | government | title",
            "Li | person/li-qiang | CHN | government | surname",
            "Germany | DEU | DEU | state | name",
        ],
    ),
    (
        "Turkey's Erdogan and Greece's Mitsotakis shook hands.",
        [
            "Turkey | TUR | TUR | state | name",
            "Erdogan | person/recep-tayyip-erdogan | TUR | government | title",
            "Greece | GRC | GRC | state | name",
            "Mitsotakis | person/kyriakos-mitsotakis | GRC | government | title",
        ],
    ),
    (
        "Zelensky thanked Biden.",
        [
            "Zelensky | person/volodymyr-zelensky | UKR | government | name",
            "Biden | person/joe-biden | USA | government | name",
        ],
    ),
    (
        "The union of teachers struck in Kenya.",
        [
            "union | KEN/union | KEN | opposition | role",
            "teachers | KEN/teachers | KEN | civilian | place",
            "Kenya | KEN | KEN | state | place",
        ],
    ),
]


@pytest.mark.parametrize(("text", "actors"), ROWS, ids=[text for text, _ in ROWS])
def test_phrases_are_read_as_a_whole(text: str, actors: list[str], actor_rows: Rows) -> None:
    assert actor_rows(text) == actors
