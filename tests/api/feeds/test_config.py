"""feeds.toml: what it may say, and that a slip is named."""

from pathlib import Path

import pytest

from api.errors import InputError
from api.feeds.config import FeedConfig, load_config

FULL = """
interval_minutes = 15
allow_private = true
user_agent = "Desk (desk@example.org)"
pause_seconds = 2
[[feed]]
url = "https://example.org/feed"
publisher = "Example"
interval_minutes = 60
articles = false
[[feed]]
url = "http://example.org/atom#x"
"""


def test_whole_file(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_text(FULL)
    config = load_config(tmp_path / "feeds.toml")
    first, second = config.feed
    assert first == FeedConfig(
        url="https://example.org/feed", publisher="Example", interval_minutes=60, articles=False
    )
    assert second == FeedConfig(url="http://example.org/atom")
    assert (config.interval(first), config.interval(second)) == (3600, 900)
    policy = config.policy(5)
    assert (policy.agent, policy.allow_private, policy.max_bytes, policy.pause) == (
        "Desk (desk@example.org)",
        True,
        5,
        2,
    )


FEED = '[[feed]]\nurl = "https://example.org/feed"\n'
BAD = [
    ("", "feed: Field required"),
    ("feed = []", "feed: Tuple should have at least 1 item"),
    ("[[feed]]", "feed.0.url: Field required"),
    ('[[feed]]\nurl = "file:///etc/passwd"', "'file:///etc/passwd' is no http or https address"),
    ('[[feed]]\nurl = "https://u:p@example.org/"', "holds a name or a password"),
    (FEED + FEED, "https://example.org/feed stands in it twice"),
    (FEED + "interval_minutes = 0", "feed.0.interval_minutes: Input should be greater than or equal to 1"),
    ("interval = 5\n" + FEED, "interval: Extra inputs are not permitted"),
    ('user_agent = "a\\nb: c"\n' + FEED, "user_agent: String should match pattern"),
    ("[[feed", "is no TOML"),
    ("\udc80", "cannot be read (it is not UTF-8)"),
]


@pytest.mark.parametrize(("text", "reason"), BAD)
def test_slip_is_named(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(InputError) as caught:
        load_config(path)
    assert str(path) in str(caught.value) and reason in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        load_config(tmp_path / "feeds.toml")
