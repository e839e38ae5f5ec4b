"""Run the examples of frame files and show where the claims differ from what is expected.

Usage: python -m scripts.try_frames [FILE.toml …]      (all frame files by default)
"""

from __future__ import annotations

import sys
from pathlib import Path

from extract.examples import differences
from extract.pipeline import load_extractor
from ontology.frames import FRAMES_DIR, load_frames


def main(names: list[str]) -> int:
    wanted = {Path(name).name for name in names} or {path.name for path in FRAMES_DIR.glob("*.toml")}
    ids = {frame_id for name in wanted for frame_id in _ids(FRAMES_DIR / name)}
    frames = [frame for frame in load_frames() if frame.id in ids]
    extractor = load_extractor()
    wrong = 0
    for frame in frames:
        found = differences(extractor, frame.example, frame.claims)
        if found:
            wrong += 1
            print(f"{frame.id}: {frame.example}\n    " + "\n    ".join(found))
    print(f"{len(frames) - wrong} of {len(frames)} examples give exactly their claims")
    return 1 if wrong else 0


def _ids(path: Path) -> list[str]:
    import tomllib

    return [entry["id"] for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("frame", [])]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
