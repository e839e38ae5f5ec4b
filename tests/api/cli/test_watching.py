"""`irgraph watch`, and addresses given to `irgraph build`: the network only where it is allowed."""

from pathlib import Path

import pytest

from tests.api.feeds.conftest import Page, Site
from tests.api.feeds.conftest import site as site
from tests.api.feeds.test_articles import feed

PAGE = "<html><body><h1>News</h1><p>By Jane Doe</p><p>GENEVA (Reuters) - Iran warned Iraq. It rained on.</p>"


@pytest.fixture
def feeds(tmp_path: Path, site: Site) -> Path:
    site.pages |= {"/feed": feed(site, ("/a", "")), "/a": Page(PAGE)}
    path = tmp_path / "feeds.toml"
    path.write_text(f'pause_seconds = 0\nallow_private = true\n[[feed]]\nurl = "{site.url}/feed"\n')
    return path


def test_second_watch_finds_nothing_new(run, feeds: Path) -> None:
    assert run("watch", "feeds.toml", "--once") == (
        0,
        "1 feeds polled: 1 new, 0 changed, 0 unchanged, 0 failed\n",
        "",
    )
    assert (feeds.parent / ".irgraph.feeds.json").is_file()
    assert (
        run("watch", "feeds.toml", "--once").out
        == "1 feeds polled: 0 new, 0 changed, 0 unchanged, 0 failed\n"
    )
    assert run("stats", "--format", "json").out.count('"documents": 1') == 1


def test_private_address_is_refused_unless_the_file_allows_it(run, feeds: Path, site: Site) -> None:
    feeds.write_text(feeds.read_text().replace("allow_private = true\n", ""))
    result = run("watch", "feeds.toml", "--once")
    assert (result.code, site.requests) == (1, [])
    assert "leads to 127.0.0.1, which is no public address" in result.err
    again = run("watch", "feeds.toml", "--once")
    assert (again.code, again.out) == (
        0,
        "0 feeds polled, 1 resting: 0 new, 0 changed, 0 unchanged, 0 failed\n",
    )


def test_slip_in_the_file_is_named(run, feeds: Path) -> None:
    feeds.write_text("[[feed]]\nadress = 1\n")
    result = run("watch", "feeds.toml", "--once")
    assert (result.code, result.err) == (
        1,
        "irgraph: feeds file 'feeds.toml': feed.0.url: Field required: see docs/sources.md\n",
    )


def test_address_is_built_where_the_network_is_allowed(
    run, feeds: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = run("build", f"{site.url}/a")
    assert (refused.code, site.requests) == (1, [])
    assert "the network is off; allow it with --allow-network" in refused.err
    private = run("build", f"{site.url}/a", "--allow-network")
    assert (private.code, site.requests) == (1, [])
    assert "IRGRAPH_ALLOW_PRIVATE=true" in private.err
    monkeypatch.setenv("IRGRAPH_ALLOW_PRIVATE", "true")
    assert run("build", f"{site.url}/a", "--allow-network").out.startswith("1 new")


def test_column_of_a_table_is_chosen(run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Nr,Body\n1,Iran warned Iraq.\n")
    assert run("build", "a.csv", "--column", "text=Body", "--column", "id=Nr").out.startswith("1 new")
    wrong = run("build", "a.csv", "--column", "words=Body")
    assert wrong.code == 2 and "'words=Body' is no FIELD=HEADER" in wrong.err
