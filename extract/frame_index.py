"""The index of the lexicon: which frames a word may evoke, most specific first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ontology.frames import Frame, load_frames


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """Frames by trigger lemma, most specific first."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]

    def lemmas(self) -> frozenset[str]:
        """The lemmas of all triggers and of the words that restrict them."""
        tables = (self.verbs, self.nouns, self.adjectives)
        frames = (frame for table in tables for found in table.values() for frame in found)
        return frozenset(
            word for frame in frames for word in (*frame.lemmas, *frame.objects, *frame.predicatives)
        )


def _specificity(frame: Frame) -> tuple[int, bool, bool, bool]:
    restrictions = (
        bool(frame.objects) * 2
        + bool(frame.particle)
        + bool(frame.complement)
        + bool(frame.predicatives) * 3
        + bool(frame.paths) * 2
        + bool(frame.source_roles)
    )
    spelt = any(" " in slot for slot in frame.target)  # "to the border with" says more than "to"
    return (-restrictions, frame.implicit, not spelt, "obj" in frame.target)


@cache
def frame_index(frames: tuple[Frame, ...] | None = None) -> FrameIndex:
    """The index over the given frames, or over the whole lexicon."""
    tables: dict[str, dict[str, list[Frame]]] = {"verb": {}, "noun": {}, "adjective": {}}
    for frame in frames if frames is not None else load_frames():
        for lemma in frame.lemmas:
            tables[frame.kind].setdefault(lemma, []).append(frame)
    ordered = {
        kind: {lemma: tuple(sorted(found, key=_specificity)) for lemma, found in table.items()}
        for kind, table in tables.items()
    }
    return FrameIndex(ordered["verb"], ordered["noun"], ordered["adjective"])
