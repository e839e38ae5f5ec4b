"""The state file: written whole, read back as it was, and its place beside the store."""

from pathlib import Path

import pytest

from api.errors import InputError
from api.feeds.state import EntryState, FeedState, WatchState, state_file


def test_state_comes_back_as_it_was(tmp_path: Path) -> None:
    state = WatchState.load(tmp_path / "x.json")
    state.of("http://b/").etag = '"é"'
    state.of("http://a/").entries["1"] = EntryState("r", attempts=2)
    state.save()
    again = WatchState.load(tmp_path / "x.json")
    assert again.of("http://b/") == FeedState(etag='"é"')
    assert again.of("http://a/") == FeedState(entries={"1": EntryState("r", attempts=2)})
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


CONDITIONS = [
    (FeedState(), {}),
    (FeedState('"1"', "Fri"), {"If-None-Match": '"1"', "If-Modified-Since": "Fri"}),
    (FeedState('"1"', entries={"a": EntryState("r", done=True)}), {"If-None-Match": '"1"'}),
    (FeedState('"1"', entries={"a": EntryState("r", attempts=3)}), {"If-None-Match": '"1"'}),
    (FeedState('"1"', entries={"a": EntryState("r", attempts=1)}), {}),
]


@pytest.mark.parametrize(("state", "expected"), CONDITIONS)
def test_feed_is_asked_for_in_full_while_an_entry_waits(state: FeedState, expected: dict[str, str]) -> None:
    assert state.conditions() == expected


BAD = ["", "[]", "{}", '{"version": 2, "feeds": {}}', '{"version": 1, "feeds": {"a": {"x": 1}}}']


@pytest.mark.parametrize("text", BAD)
def test_other_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(InputError, match="delete it, and every feed is polled anew"):
        WatchState.load(path)


PLACES = [
    ("/data/graph", "/data/graph.feeds.json"),
    ("/data/graph/", "/data/graph.feeds.json"),
    ("http://localhost:7878", "/etc/feeds.state.json"),
    (":memory:", "/etc/feeds.state.json"),
]


@pytest.mark.parametrize(("store", "expected"), PLACES)
def test_place_of_the_file(store: str, expected: str) -> None:
    assert state_file(store, Path("/etc/feeds.toml")) == Path(expected)
