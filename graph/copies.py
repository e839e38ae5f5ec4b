"""Near-duplicate texts: syndicated reports are copies of one another and count as one source.

A text is the set of its runs of three words. MinHash gives it a few keys, of which copies share one
almost certainly; whether two texts that share a key are copies is then settled exactly. All of it is a
function of the texts alone, so it does not matter which of two copies comes first.
"""

from __future__ import annotations

import re

from rensa import RMinHash

_WORD = re.compile(r"\w+")
_RUN = 3  # words
_BANDS = 32
_ROWS = 3  # hashes a band: with 32 bands, texts that share half of their runs share a key in 98 of 100 cases
_SEED = 1
# Copies are cut and patched; independent reports of one affair, quotes and all, share a tenth at most.
_SHARED = 0.5
# A line or two that a long report repeats make it no copy of the line.
_IN_ALL = 0.2

Runs = frozenset[str]


def runs_of(text: str) -> Runs:
    """The runs of three words in a text, in lower case; of a shorter text, all of it."""
    words = _WORD.findall(text.lower())
    if not words:
        return frozenset()
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1)))


def fingerprint(text: str) -> tuple[str, ...]:
    """The keys of a text, sorted; none for a text without words."""
    runs = runs_of(text)
    if not runs:
        return ()
    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update(sorted(runs))
    hashes: list[int] = sketch.digest()
    bands = (hashes[band * _ROWS : (band + 1) * _ROWS] for band in range(_BANDS))
    return tuple(
        f"{band:02d}-" + "".join(f"{value:08x}" for value in found) for band, found in enumerate(bands)
    )


def are_copies(one: Runs, other: Runs) -> bool:
    """Whether two texts share half of the runs of the shorter one, and a fifth of all their runs."""
    shared, shorter = len(one & other), min(len(one), len(other))
    return shorter > 0 and shared >= _SHARED * shorter and shared >= _IN_ALL * len(one | other)
