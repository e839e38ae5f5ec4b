"""Fetching: manners towards the server, and bounds on what it may do to us."""

import gzip

import pytest

from api.feeds.addresses import FetchError
from api.feeds.fetching import Fetcher, Policy
from tests.api.feeds.conftest import Clock, Page, Site


def refusal(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.get(address)
    assert caught.value.remedy
    return str(caught.value)


def test_page_is_fetched_under_our_name(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Page(gzip.compress(b"Iran warned Iraq."), headers={"Content-Encoding": "gzip"})
    fetched = fetcher.get(f"{site.url}/a#top")
    assert (fetched.content, fetched.url, fetched.moved) == (b"Iran warned Iraq.", f"{site.url}/a", None)
    assert {headers["user-agent"] for _, headers in site.requests} == {"tester/1"}
    assert {headers["host"] for _, headers in site.requests} == {site.url.removeprefix("http://")}


def test_known_page_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Page("x", headers={"ETag": '"1"'})
    assert fetcher.get(f"{site.url}/a", {"If-None-Match": '"1"'}).is_unchanged
    assert fetcher.get(f"{site.url}/a", {"If-None-Match": '"0"'}).content == b"x"


def test_host_rests_between_requests(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.pages["/a"] = Page("x")
    for _ in range(2):
        fetcher.get(f"{site.url}/a")
    assert clock.slept == [1.0, 1.0]
    assert [path for path, _ in site.requests] == ["/robots.txt", "/a", "/a"]


def test_redirects_are_followed_and_permanent_ones_told(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {
        "/old": Page(status=301, headers={"Location": "/new"}),
        "/new": Page(status=302, headers={"Location": f"{site.url}/today"}),
        "/today": Page("x"),
    }
    fetched = fetcher.get(f"{site.url}/old")
    assert (fetched.url, fetched.moved, fetched.content) == (f"{site.url}/today", f"{site.url}/new", b"x")


REDIRECTS = [
    ("file:///etc/passwd", "is no http or https address"),
    ("ftp://example.org/", "is no http or https address"),
    ("http://u:p@example.org/", "holds a name or a password"),
    ("http://0177.0.0.1/", "broke off: Invalid URL in location header"),
    ("/loop", "is redirected more than 5 times"),
]


@pytest.mark.parametrize(("location", "reason"), REDIRECTS)
def test_redirect_is_checked(site: Site, fetcher: Fetcher, location: str, reason: str) -> None:
    site.pages["/loop"] = Page(status=302, headers={"Location": location})
    assert refusal(fetcher, f"{site.url}/loop").startswith(reason)
    assert set(site.paths) == {"/loop"}


@pytest.mark.parametrize("target", ["127.0.0.1:1", "169.254.169.254", "localhost", "[::1]:1", "10.0.0.1"])
def test_redirect_to_a_private_address_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, clock: Clock, target: str
) -> None:
    """The site plays one in the open: only its own address is taken for public."""
    import api.feeds.addresses as addresses

    monkeypatch.setattr(addresses, "is_public", lambda address: next(turns, False))
    turns = iter([True, True])  # robots.txt and the page itself
    site.pages["/a"] = Page(status=302, headers={"Location": f"http://{target}/latest/meta-data"})
    with Fetcher(Policy(), clock.now, clock.sleep) as fetcher:
        assert "which is no public address" in refusal(fetcher, f"{site.url}/a")
    assert site.paths == ["/a"]


def test_private_address_is_refused_before_it_is_asked(site: Site, clock: Clock) -> None:
    with Fetcher(Policy(), clock.now, clock.sleep) as fetcher:
        assert refusal(fetcher, f"{site.url}/a") == "leads to 127.0.0.1, which is no public address"
    assert site.requests == []


def test_proxy_of_the_environment_is_not_used(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    site.pages["/a"] = Page("x")
    assert fetcher.get(f"{site.url}/a").content == b"x"


ROBOTS = [
    ("User-agent: *\nDisallow: /private", "/private/a", False),
    ("User-agent: *\nDisallow: /*.html$", "/a.html", False),
    ("User-agent: tester\nDisallow: /", "/a", False),
    ("User-agent: other\nDisallow: /", "/a", True),
    ("User-agent: *\nDisallow: /\nAllow: /a", "/a", True),
    ("<html>Not here</html>", "/a", True),
]


@pytest.mark.parametrize(("rules", "path", "allowed"), ROBOTS)
def test_robots_are_obeyed(site: Site, fetcher: Fetcher, rules: str, path: str, allowed: bool) -> None:
    site.pages |= {"/robots.txt": Page(rules), path: Page("x")}
    if allowed:
        assert fetcher.get(site.url + path).content == b"x"
    else:
        assert refusal(fetcher, site.url + path) == "is closed to programs by the site's robots.txt"
        assert site.paths == []


def test_pause_that_robots_ask_for_is_kept(site: Site, fetcher: Fetcher, clock: Clock) -> None:
    site.pages |= {"/robots.txt": Page("User-agent: *\nCrawl-delay: 7"), "/a": Page("x")}
    for _ in range(2):
        fetcher.get(f"{site.url}/a")
    assert clock.slept == [7.0, 7.0]


def test_site_that_cannot_say_what_is_allowed_is_left_alone(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/robots.txt": Page(status=503), "/a": Page("x")}
    assert refusal(fetcher, f"{site.url}/a") == "answered 503 Service Unavailable"
    assert site.paths == []


BROKEN = [
    (Page(status=404), "answered 404 Not Found"),
    (Page("x" * 100_001), "is larger than 0.1 MB"),
    (Page(gzip.compress(b" " * 5_000_000), headers={"Content-Encoding": "gzip"}), "is larger than 0.1 MB"),
    (Page(b"no gzip", headers={"Content-Encoding": "gzip"}), "broke off"),
    (Page("x", headers={"Content-Length": "9"}), "broke off"),
]


@pytest.mark.parametrize(("page", "reason"), BROKEN)
def test_broken_answer_is_named(site: Site, fetcher: Fetcher, page: Page, reason: str) -> None:
    site.pages["/a"] = page
    assert refusal(fetcher, f"{site.url}/a").startswith(reason)


def test_slow_answer_is_cut_off(site: Site) -> None:
    site.pages["/a"] = Page("x")
    times = iter(range(0, 1_000_000, 100))
    with Fetcher(Policy(allow_private=True, pause=0), lambda: float(next(times))) as fetcher:
        assert refusal(fetcher, f"{site.url}/a") == "took longer than 60 seconds"


def test_silent_server_is_given_up() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        policy = Policy(allow_private=True, silence=0.05, obey_robots=False)
        with Fetcher(policy) as fetcher:
            address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
            assert refusal(fetcher, address) == "said nothing for 0.05 seconds"


def test_closed_port_is_named(fetcher: Fetcher) -> None:
    assert refusal(fetcher, "http://127.0.0.1:1/").startswith("cannot be reached")


def test_unknown_host_is_named(fetcher: Fetcher) -> None:
    assert (
        refusal(fetcher, "http://nowhere.invalid/")
        == "cannot be found: no machine is called 'nowhere.invalid'"
    )


WAITS = [("120", 120.0), ("soon", None), (None, None)]


@pytest.mark.parametrize(("header", "wait"), WAITS)
def test_wait_that_a_server_asks_for_is_told(
    site: Site, fetcher: Fetcher, header: str | None, wait: float | None
) -> None:
    site.pages["/a"] = Page(status=429, headers={"Retry-After": header} if header else {})
    with pytest.raises(FetchError) as caught:
        fetcher.get(f"{site.url}/a")
    assert (caught.value.status, caught.value.wait) == (429, wait)
