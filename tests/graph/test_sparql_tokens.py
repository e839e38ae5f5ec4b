"""How a SPARQL text falls into tokens."""

import pytest

from graph.sparql_tokens import scan


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?a<?b", ["?a", "<", "?b"]),
        ("<http://x/#y> # z", ["<http://x/#y>"]),
        ("ex:a.b. ex:c\\,d", ["ex:a.b", ".", "ex:c\\,d"]),
        ("1.5e3 .5 7.", ["1.5e3", ".5", "7."]),
        ("'a'@en-GB^^xsd:string", ["'a'", "@en-GB", "^", "^", "xsd:string"]),
        ("'''it's''' _:b0 a true", ["'''it's'''", "_:b0", "a", "true"]),
        ("'open", ["'", "open"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in scan(text)] == expected
