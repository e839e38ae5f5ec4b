"""List claims for somebody to judge by reading: `python -m scripts.list_claims FILE... [--sample N]`.

Each claim stands below its sentence with a number, so that a verdict can name it; the sample is the same
for the same seed on every machine.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from extract.pipeline import load_extractor
from extract.reading import read_paths
from ontology.records import Claim, Document


def claims(paths: list[Path]) -> Iterator[Claim]:
    """All claims of the documents in some files, in order."""
    documents = [item for item in read_paths(paths) if isinstance(item, Document)]
    for _, found in load_extractor().extract_many(documents):
        if not isinstance(found, Exception):
            yield from found


def line(number: int, claim: Claim) -> str:
    """What a judge needs beside the sentence."""
    speaker = f" @{claim.speaker}" if claim.speaker else ""
    triple = f"{claim.subject.principal} | {claim.predicate.phrase} | {claim.object.principal}"
    return f"  {number}. {triple} ({claim.type}, {claim.status}{speaker}, {claim.confidence:.2f}) {claim.id}"


def main(arguments: list[str]) -> int:
    """Print the claims, or a sample of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, help="how many claims (all)")
    parser.add_argument("--seed", type=int, default=1, help="which sample (1)")
    chosen = parser.parse_args(arguments)
    found = list(enumerate(claims(chosen.files), 1))
    if chosen.sample is not None and chosen.sample < len(found):
        found = sorted(random.Random(chosen.seed).sample(found, chosen.sample))
    told = ""
    for number, claim in found:
        if claim.evidence.text != told:
            told = claim.evidence.text
            print("\n" + " ".join(told.split()))
        print(line(number, claim))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
