"""Every RDF text has the same bytes in every process, whatever the order of prefixes and the hash seed."""

import json
import subprocess
import sys

PROGRAM = """
import hashlib, json, random, sys
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize
names = [(f"p{number}", f"http://x{number % 7}/{number}/") for number in range(40)]
random.Random(int(sys.argv[1])).shuffle(names)
quads = [Quad(NamedNode(start + "s"), NamedNode(start + "p"), Literal(name)) for name, start in sorted(names)]
store = Store()
store.extend(quads)
found = {}
for form in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML, RdfFormat.JSON_LD, RdfFormat.N_TRIPLES):
    texts = (
        serialize([quad.triple for quad in quads], format=form, prefixes=dict(names)),
        store.dump(format=form, from_graph=DefaultGraph(), prefixes=dict(names)),
    )
    found[form.name] = [hashlib.sha256(text).hexdigest() for text in texts]
print(json.dumps(found))
"""


def test_prefixes_come_in_one_order_in_every_process() -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, seed],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert outputs[0] == outputs[1] == outputs[2]
    assert sorted(json.loads(outputs[0])) == ["JSON-LD", "N-Triples", "RDF/XML", "TriG", "Turtle"]
