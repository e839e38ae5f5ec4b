"""Words that point back: pronouns, descriptions, pairs.

Each row: a text, and its actors in text order as "words | id | represents | role | resolved_by".
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = Callable[[str], list[str]]

ROWS = [
    (
        "Chile's king left. Peru's minister refused to meet him.",
        [
            "Chile | CHL | CHL | state | name",
            "Chile's king | CHL/king | CHL | government | role",
            "Peru | PER | PER | state | name",
            "Peru's minister | PER/minister | PER | government | role",
            "him | CHL/king | CHL | government | pronoun",
        ],
    ),
    (
        'Peru attacked Chile. "Chile must yield," it said.',
        [
            "Peru | PER | PER | state | name",
            "Chile | CHL | CHL | state | name",
            "Chile | CHL | CHL | state | name",
            "it | PER | PER | state | pronoun",
        ],
    ),
    (
        "Peru criticised Chile for its attack on Bolivia.",
        [
            "Peru | PER | PER | state | name",
            "Chile | CHL | CHL | state | name",
            "its | CHL | CHL | state | pronoun",
            "Bolivia | BOL | BOL | state | name",
        ],
    ),
    (
        "Norway and Kenya congratulated the parties on their courage.",
        ["Norway | NOR | NOR | state | name", "Kenya | KEN | KEN | state | name"],
    ),
    (
        "Chile attacked Peru. Lima expelled its envoy.",
        [
            "Chile | CHL | CHL | state | name",
            "Peru | PER | PER | state | name",
            "Lima | PER | PER | government | capital",
            "its | CHL | CHL | state | pronoun",
            "its envoy | CHL/envoy | CHL | diplomat | role",
        ],
    ),
    (
        "Germany said it would help Kenya.",
        [
            "Germany | DEU | DEU | state | name",
            "it | DEU | DEU | state | pronoun",
            "Kenya | KEN | KEN | state | name",
        ],
    ),
    (
        "Kenya expelled two diplomats. It also closed its border.",
        [
            "Kenya | KEN | KEN | state | name",
            "two diplomats | mention/two-diplomats | None | diplomat | unresolved",
            "It | KEN | KEN | state | pronoun",
            "its | KEN | KEN | state | pronoun",
        ],
    ),
    (
        "It is clear that Kenya will leave.",
        [
            "Kenya | KEN | KEN | state | name",
        ],
    ),
    (
        "Kenyan President Paul Otieno said he would visit Uganda.",
        [
            "Kenyan | KEN | KEN | state | adjective",
            "Kenyan President Paul Otieno | person/paul-otieno | KEN | government | title",
            "he | person/paul-otieno | KEN | government | pronoun",
            "Uganda | UGA | UGA | state | name",
        ],
    ),
    (
        "After it lost the vote, Chile apologised.",
        [
            "it | CHL | CHL | state | pronoun",
            "Chile | CHL | CHL | state | name",
        ],
    ),
    (
        "Italy and Spain promised that they would help Libya.",
        [
            "Italy | ITA | ITA | state | name",
            "Spain | ESP | ESP | state | name",
            "they | ITA | ITA | state | pronoun",
            "they | ESP | ESP | state | pronoun",
            "Libya | LBY | LBY | state | name",
        ],
    ),
    (
        "Iran seized a tanker. The move angered Oman.",
        [
            "Iran | IRN | IRN | state | name",
            "Oman | OMN | OMN | state | name",
        ],
    ),
    (
        "The EU fined Poland. The bloc also warned Malta.",
        [
            "EU | EU | EU | organisation | acronym",
            "Poland | POL | POL | state | name",
            "bloc | EU | EU | organisation | definite",
            "Malta | MLT | MLT | state | name",
        ],
    ),
    (
        "Taiwan held elections. China watched the island.",
        [
            "Taiwan | TWN | TWN | state | name",
            "China | CHN | CHN | state | name",
            "island | TWN | TWN | state | definite",
        ],
    ),
    (
        "Lithuania opened an office. China punished the Baltic state.",
        [
            "Lithuania | LTU | LTU | state | name",
            "China | CHN | CHN | state | name",
            "Baltic state | LTU | LTU | state | definite",
        ],
    ),
    (
        "Tunisia voted. The United States praised the North African nation.",
        [
            "Tunisia | TUN | TUN | state | name",
            "United States | USA | USA | state | name",
            "North African nation | TUN | TUN | state | definite",
        ],
    ),
    (
        "India and Pakistan exchanged fire. The two countries have fought before.",
        [
            "India | IND | IND | state | name",
            "Pakistan | PAK | PAK | state | name",
            "two countries | IND | IND | state | plural",
            "two countries | PAK | PAK | state | plural",
        ],
    ),
    (
        "Russia and Ukraine met in Istanbul. Both sides blamed each other.",
        [
            "Russia | RUS | RUS | state | name",
            "Ukraine | UKR | UKR | state | name",
            "Istanbul | TUR | TUR | state | place",
            "Both sides | RUS | RUS | state | plural",
            "Both sides | UKR | UKR | state | plural",
        ],
    ),
    (
        "Peruvian President Ana Quispe met Chilean President Luis Soto. The two leaders smiled.",
        [
            "Peruvian | PER | PER | state | adjective",
            "Peruvian President Ana Quispe | person/ana-quispe | PER | government | title",
            "Chilean | CHL | CHL | state | adjective",
            "Chilean President Luis Soto | person/luis-soto | CHL | government | title",
            "two leaders | person/ana-quispe | PER | government | plural",
            "two leaders | person/luis-soto | CHL | government | plural",
        ],
    ),
    (
        "France, Italy and Malta met. The three countries want a deal.",
        [
            "France | FRA | FRA | state | name",
            "Italy | ITA | ITA | state | name",
            "Malta | MLT | MLT | state | name",
            "three countries | FRA | FRA | state | plural",
            "three countries | ITA | ITA | state | plural",
            "three countries | MLT | MLT | state | plural",
        ],
    ),
    (
        "Sudan's junta freed a minister. The junta then banned rallies.",
        [
            "Sudan | SDN | SDN | state | name",
            "Sudan's junta | body/sdn-junta | SDN | government | body",
            "minister | mention/minister | None | government | unresolved",
            "junta | body/sdn-junta | SDN | government | definite",
        ],
    ),
    (
        "Sri Lanka opened an embassy, the foreign ministry said.",
        [
            "Sri Lanka | LKA | LKA | state | name",
            "embassy | mention/embassy | None | diplomat | unresolved",
            "foreign ministry | body/lka-foreign-ministry | LKA | government | definite",
        ],
    ),
    (
        "Hamas fired rockets. The group hid the launchers.",
        [
            "Hamas | HAMAS | HAMAS | rebel | name",
            "group | HAMAS | HAMAS | rebel | definite",
        ],
    ),
    (
        "Kenyan minister Amos Kiptoo flew to Cairo. The minister met his Egyptian counterpart Nadia Saleh.",
        [
            "Kenyan | KEN | KEN | state | adjective",
            "Kenyan minister Amos Kiptoo | person/amos-kiptoo | KEN | government | title",
            "Cairo | EGY | EGY | government | capital",
            "minister | person/amos-kiptoo | KEN | government | definite",
            "his | person/amos-kiptoo | KEN | government | pronoun",
            "Egyptian | EGY | EGY | state | adjective",
            "his Egyptian counterpart Nadia Saleh | person/nadia-saleh | EGY | government | apposition",
            "his Egyptian counterpart Nadia Saleh | person/nadia-saleh | EGY | government | title",
        ],
    ),
    (
        "Japan and South Korea held a summit. Beijing warned the two neighbours.",
        [
            "Japan | JPN | JPN | state | name",
            "South Korea | KOR | KOR | state | name",
            "Beijing | CHN | CHN | government | capital",
            "two neighbours | JPN | JPN | state | plural",
            "two neighbours | KOR | KOR | state | plural",
        ],
    ),
    (
        "Paraguay left Mercosur. Its president, Rosa Benitez, blamed Brazil.",
        [
            "Paraguay | PRY | PRY | state | name",
            "Mercosur | MERCOSUR | MERCOSUR | organisation | name",
            "Its | PRY | PRY | state | pronoun",
            "Its president | person/rosa-benitez | PRY | government | apposition",
            "Rosa Benitez | person/rosa-benitez | PRY | government | apposition",
            "Brazil | BRA | BRA | state | name",
        ],
    ),
    (
        "The Hungarian government rejected the plan. The government called it unfair.",
        [
            "Hungarian | HUN | HUN | state | adjective",
            "Hungarian government | body/hun-government | HUN | government | body",
            "government | body/hun-government | HUN | government | definite",
        ],
    ),
    (
        "Pakistan, whose army had crossed the line, apologised to India.",
        [
            "Pakistan | PAK | PAK | state | name",
            "whose | PAK | PAK | state | pronoun",
            "whose army | PAK/army | PAK | military | role",
            "India | IND | IND | state | name",
        ],
    ),
    (
        "Saudi Arabia pardoned the men. The kingdom also freed a Yemeni pilot.",
        [
            "Saudi Arabia | SAU | SAU | state | name",
            "kingdom | SAU | SAU | state | definite",
            "Yemeni | YEM | YEM | state | adjective",
            "Yemeni pilot | YEM/pilot | YEM | military | role",
        ],
    ),
    (
        "She praised Chile. He praised Peru.",
        [
            "Chile | CHL | CHL | state | name",
            "Peru | PER | PER | state | name",
        ],
    ),
    (
        "Iceland and Norway asked Denmark for help, but it refused.",
        [
            "Iceland | ISL | ISL | state | name",
            "Norway | NOR | NOR | state | name",
            "Denmark | DNK | DNK | state | name",
            "it | DNK | DNK | state | pronoun",
        ],
    ),
    (
        "Iran and Iraq met Oman. Both countries border it.",
        [
            "Iran | IRN | IRN | state | name",
            "Iraq | IRQ | IRQ | state | name",
            "Oman | OMN | OMN | state | name",
            "Both countries | IRN | IRN | state | plural",
            "Both countries | IRQ | IRQ | state | plural",
            "it | OMN | OMN | state | pronoun",
        ],
    ),
    (
        "Spain called the two governments together after Algeria and Morocco quarrelled.",
        [
            "Spain | ESP | ESP | state | name",
            "two governments | mention/two-governments | None | government | unresolved",
            "Algeria | DZA | DZA | state | name",
            "Morocco | MAR | MAR | state | name",
        ],
    ),
    (
        "Serbia accused Kosovo. Albania backed it.",
        [
            "Serbia | SRB | SRB | state | name",
            "Kosovo | XKX | XKX | state | name",
            "Albania | ALB | ALB | state | name",
            "it | XKX | XKX | state | pronoun",
        ],
    ),
    (
        "The Sudanese army besieged the town. It denied the charge.",
        [
            "Sudanese | SDN | SDN | state | adjective",
            "Sudanese army | SDN/army | SDN | military | role",
            "It | SDN/army | SDN | military | pronoun",
        ],
    ),
    (
        "Chad closed its schools, and Niger opened its border.",
        [
            "Chad | TCD | TCD | state | name",
            "its | TCD | TCD | state | pronoun",
            "Niger | NER | NER | state | name",
            "its | NER | NER | state | pronoun",
        ],
    ),
    (
        "The African Union suspended Gabon. The bloc meets in Addis Ababa.",
        [
            "African Union | AU | AU | organisation | name",
            "Gabon | GAB | GAB | state | name",
            "bloc | AU | AU | organisation | definite",
        ],
    ),
    (
        "Prime Minister Jonas Vik of Norway spoke before the Norwegian queen did. He left.",
        [
            "Prime Minister Jonas Vik | person/jonas-vik | NOR | government | title",
            "Norway | NOR | NOR | state | name",
            "Norwegian | NOR | NOR | state | adjective",
            "Norwegian queen | NOR/queen | NOR | government | role",
            "He | person/jonas-vik | NOR | government | pronoun",
        ],
    ),
    (
        "Moldova sued Gazprom. The company appealed.",
        [
            "Moldova | MDA | MDA | state | name",
            "Gazprom | body/rus-gazprom | RUS | business | name",
            "company | body/rus-gazprom | RUS | business | definite",
        ],
    ),
    (
        "Serbia and Kosovo quarrelled. Albania backed them.",
        [
            "Serbia | SRB | SRB | state | name",
            "Kosovo | XKX | XKX | state | name",
            "Albania | ALB | ALB | state | name",
            "them | SRB | SRB | state | pronoun",
            "them | XKX | XKX | state | pronoun",
        ],
    ),
    (
        "Queen Anna of Denmark met Chilean President Luis Soto. He praised her.",
        [
            "Queen Anna | person/anna | DNK | government | apposition",
            "Queen Anna | person/anna | DNK | government | title",
            "Denmark | DNK | DNK | state | name",
            "Chilean | CHL | CHL | state | adjective",
            "Chilean President Luis Soto | person/luis-soto | CHL | government | title",
            "He | person/luis-soto | CHL | government | pronoun",
            "her | person/anna | DNK | government | pronoun",
        ],
    ),
    (
        "Togo invited the Kenyan minister. The minister declined.",
        [
            "Togo | TGO | TGO | state | name",
            "Kenyan | KEN | KEN | state | adjective",
            "Kenyan minister | KEN/minister | KEN | government | role",
            "minister | KEN/minister | KEN | government | definite",
        ],
    ),
    (
        "Mali condemned the sanctions imposed by Peru, calling them illegal.",
        [
            "Mali | MLI | MLI | state | name",
            "Peru | PER | PER | state | name",
        ],
    ),
    (
        "Chile met Mali and Togo. Members of the Chadian guard said they had deposed President Ali Sow.",
        [
            "Chile | CHL | CHL | state | name",
            "Mali | MLI | MLI | state | name",
            "Togo | TGO | TGO | state | name",
            "Members | TCD/members | TCD | organisation | role",
            "Chadian | TCD | TCD | state | adjective",
            "Chadian guard | TCD/guard | TCD | military | role",
            "President Ali Sow | person/ali-sow | TCD | government | context",
        ],
    ),
    (
        "Chile cut ties with Peru over a raid that it blamed on Bolivia.",
        [
            "Chile | CHL | CHL | state | name",
            "Peru | PER | PER | state | name",
            "it | CHL | CHL | state | pronoun",
            "Bolivia | BOL | BOL | state | name",
        ],
    ),
    (
        "The Palestinian militant group Hamas attacked Israel.",
        [
            "Palestinian | PSE | PSE | state | adjective",
            "Palestinian militant group | HAMAS | HAMAS | rebel | name",
            "Hamas | HAMAS | HAMAS | rebel | name",
            "Israel | ISR | ISR | state | name",
        ],
    ),
    (
        "Chilean Trade Minister Ana Birmingham visited Peru.",
        [
            "Chilean | CHL | CHL | state | adjective",
            "Chilean Trade Minister Ana Birmingham | person/ana-birmingham | CHL | government | title",
            "Peru | PER | PER | state | name",
        ],
    ),
]


@pytest.mark.parametrize(("text", "actors"), ROWS, ids=[text for text, _ in ROWS])
def test_words_point_back(text: str, actors: list[str], actor_rows: Rows) -> None:
    assert actor_rows(text) == actors
