from pathlib import Path

import pytest

from briefer import SettingsError
from briefer.batch.journal import Journal, read_status
from briefer.batch.options import Price
from briefer.batch.summary import read_price, status_lines, summary_of


def test_a_file_has_the_price_of_each_model(tmp_path: Path) -> None:
    path = tmp_path / "prices.toml"
    path.write_text('["a/b"]\ninput = 2\noutput = 8.0\ncached = 0.5\n')
    price = read_price(path, "a/b")
    assert price == Price(input=2, output=8, cached=0.5)
    cost = price.of(input_tokens=1_000_000, cached_tokens=500_000, output_tokens=100_000)
    assert cost == pytest.approx(1.0 + 0.25 + 0.8)
    assert read_price(path, "a/c") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a", "not TOML"),
        ("[a]\ninput = 1\n", "a.output"),
        ("[a]\ninput = -1\noutput = 1\n", "a.input"),
    ],
)
def test_prices_that_cannot_be_used_are_an_error(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "prices.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=words):
        read_price(path, "a")
    with pytest.raises(SettingsError, match="No such file"):
        read_price(tmp_path / "missing", "a")


def test_the_status_of_an_empty_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(path, "recipe")
    assert read_status(path).is_running
    journal.close()
    status = read_status(path)
    assert not status.is_running
    assert summary_of(status.totals, status.run)["rows"] == 0
    assert status_lines(status)[0].startswith("interrupted: 0 rows")


def test_a_journal_that_is_something_else_is_an_error_and_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(b"these are notes, not a database\n" * 40)
    with pytest.raises(SettingsError, match="cannot be used"):
        Journal(path, "recipe")
    assert path.read_bytes().startswith(b"these are notes")
    with pytest.raises(SettingsError, match="there is no journal"):
        read_status(tmp_path / "missing")
