"""The pages about irgraph stay true: what they name exists, and what they tell newcomers to do works."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from api.cli.main import app
from extract.examples import differences
from extract.frame_index import frame_index
from extract.gazetteer import Gazetteer
from extract.gold import load_gold
from extract.parsing import load_model
from extract.pipeline import Extractor
from ontology.actors import load_actors
from ontology.frames import Frame, load_frames
from ontology.language import load_language
from scripts.update_evaluation import marked, tables

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/evaluation.md",
    "docs/knowledge.md",
    "docs/limits.md",
)
TOLERANCE = 0.02


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def extractor_with(frames: tuple[Frame, ...]) -> Extractor:
    return Extractor(load_model(), Gazetteer.build(load_actors()), load_language(), frame_index(frames))


def test_first_frame_of_contributing_gives_its_claims(tmp_path: Path) -> None:
    entry = re.search(r"```toml\n(.*?)```", page("CONTRIBUTING.md"), re.DOTALL)
    assert entry
    (tmp_path / "accuse.toml").write_text(entry[1], encoding="utf-8")
    (frame,) = load_frames(tmp_path)
    lexicon = load_frames()
    missing = [f"- {claim.subject} {claim.type} {claim.object} {claim.status}" for claim in frame.claims]
    assert differences(extractor_with(lexicon), frame.example, frame.claims) == missing, (
        "the lexicon has this frame by now: show another in CONTRIBUTING.md"
    )
    assert differences(extractor_with((*lexicon, frame)), frame.example, frame.claims) == []


def test_pages_name_only_commands_that_exist() -> None:
    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    named = {
        (name, word)
        for name in PAGES
        for word in re.findall(r"(?:`|\$ |\| |^ {4})irgraph ([a-z]+)", page(name), re.M)
    }
    assert {(name, word) for name, word in named if word not in known} == set()


def test_links_lead_to_files_and_headings() -> None:
    assert [link for name in PAGES for link in _broken(ROOT / name)] == []


def _broken(path: Path) -> list[str]:
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", path.read_text(encoding="utf-8"))
    return [
        f"{path.name}: {target}#{heading}" for target, heading in links if not _leads(path, target, heading)
    ]


def _leads(path: Path, target: str, heading: str) -> bool:
    file = path.parent / target if target else path
    if not file.exists() or not heading:
        return file.exists()
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return heading in {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_paths_in_backticks_exist(name: str) -> None:
    paths = re.findall(r"`((?:api|docs|extract|graph|ontology|scripts|seeds|tests)/[\w./*-]*)`", page(name))
    assert [path for path in paths if not list(ROOT.glob(path.rstrip("/")))] == []


def test_architecture_lists_every_dependency() -> None:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    needed = {re.split(r"[\[<>=]", each)[0] for each in project["dependencies"]}
    rows = re.findall(
        r"^\| (.+?) \| .+? \| .+? \|$", page("ARCHITECTURE.md").partition("## Why each")[2], re.M
    )
    assert {name for row in rows[1:] for name in row.split(", ")} == needed
    assert "pycountry" not in needed


def test_readme_and_evaluation_give_the_same_figures() -> None:
    shown = [
        found[1] if (found := marked(page(name), "figures")) else name
        for name in ("README.md", "docs/evaluation.md")
    ]
    assert shown[0] == shown[1]


@pytest.mark.slow
def test_figures_are_those_of_this_extractor() -> None:
    found = marked(page("docs/evaluation.md"), "figures")
    measured = _rows(tables(load_gold(ROOT / "tests" / "golden"))["figures"])
    written = _rows(found[1] if found else "")
    assert {name: written.get(name) for name in measured} == {
        name: pytest.approx(figures, abs=TOLERANCE) for name, figures in measured.items()
    }, "run: python -m scripts.update_evaluation"


def _rows(table: str) -> dict[str, list[float]]:
    rows = re.findall(r"^\| (\w+\.(?:yaml|json)) \| (.+) \|$", table, re.MULTILINE)
    return {name: [float(cell) for cell in cells.split(" | ")] for name, cells in rows}
