"""The colloquial lexicon is data that every search reads: whatever is wrong in it is wrong in all answers."""

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

LEXICON = Path(__file__).parents[3] / "functions" / "search" / "lexicon"
FILES = sorted(LEXICON.glob("*.toml"))
WRITTEN = re.compile(r"\w+")

Entries = dict[str, list[str]]


def entries_of(file: Path) -> Entries:
    return tomllib.loads(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def by_file() -> dict[str, Entries]:
    return {file.name: entries_of(file) for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_says_first_what_it_is(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert len(first) > 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_entry_is_a_spoken_phrase_and_a_few_official_terms(file: Path) -> None:
    odd = [key for key, terms in entries_of(file).items() if not is_entry(key, terms)]
    assert not odd


def is_entry(key: str, terms: object) -> bool:
    return is_words(terms) and 1 <= len(key) <= 12 and key == key.strip() and bool(WRITTEN.search(key))


def is_words(terms: object) -> bool:
    return (
        isinstance(terms, list)
        and 1 <= len(terms) <= 8
        and all(isinstance(term, str) and 2 <= len(term) <= 20 and term == term.strip() for term in terms)
    )


def test_a_phrase_has_one_entry_in_all_files(by_file: dict[str, Entries]) -> None:
    times = Counter(key for entries in by_file.values() for key in entries)
    twice = {
        key: [name for name, entries in by_file.items() if key in entries]
        for key, n in times.items()
        if n > 1
    }
    assert not twice


def test_no_phrase_is_its_own_official_term_and_no_term_comes_twice(by_file: dict[str, Entries]) -> None:
    idle = [
        key
        for entries in by_file.values()
        for key, terms in entries.items()
        if key in terms or len(set(terms)) < len(terms)
    ]
    assert not idle


def test_there_are_enough_entries(by_file: dict[str, Entries]) -> None:
    assert sum(len(entries) for entries in by_file.values()) >= 1_500
