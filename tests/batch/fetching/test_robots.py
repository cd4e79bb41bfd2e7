import pytest

from briefer.batch.fetching.robots import read_robots


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /a", "/a/b", False),
        ("Disallow: /a", "/b", True),
        ("Disallow:", "/a", True),
        ("Disallow: /a\nAllow: /a/open", "/a/open/1", True),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/report.pdf", False),
        ("Disallow: /*.pdf$", "/x/report.pdf?page=2", True),
        ("Disallow: /*?print", "/story?print=1", False),
        ("Disallow: /a*b*c", "/axxbyyc", False),
        ("Disallow: /a*b*c", "/axxcyyb", True),
        ("Disallow: /*aab$", "/aaab", False),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /", "/robots.txt", True),
        ("Disallow: /a # not this", "/a", False),
    ],
)
def test_the_longest_rule_that_fits_decides(rules: str, path: str, *, allowed: bool) -> None:
    assert read_robots(f"User-agent: *\n{rules}", "briefer").allows(path) is allowed


def test_a_group_of_the_program_itself_replaces_the_one_for_all() -> None:
    text = (
        "User-agent: *\nDisallow: /\n\nUser-Agent: other\nUser-agent: Briefer/1.0\nDisallow: /x\n"
    )
    robots = read_robots(text, "briefer")
    assert robots.allows("/story")
    assert not robots.allows("/x")
    assert not read_robots(text, "third").allows("/story")


def test_the_delay_is_bounded_and_words_are_ignored() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 7", "briefer").delay == 7
    assert read_robots("User-agent: *\nCrawl-delay: 86400", "briefer").delay == 60
    assert read_robots("User-agent: *\nCrawl-delay: soon\nDisallow: /a", "briefer").delay is None


def test_a_hostile_pattern_takes_no_time() -> None:
    robots = read_robots(f"User-agent: *\nDisallow: /{'*a' * 20}b", "briefer")
    assert robots.allows("/" + "a" * 20_000)


def test_what_is_not_a_robots_file_allows_all() -> None:
    assert read_robots("<html><body>Not found</body></html>", "briefer").allows("/story")
