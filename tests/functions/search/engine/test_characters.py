"""The two tables follow from the development libraries they were made with, and stay small."""

import gzip

from infra import character_tables


def test_the_tables_are_up_to_date():
    assert character_tables.stale() == [], "python -m infra.character_tables"


def test_the_tables_are_small():
    packed = [gzip.compress(path.read_bytes()) for path in character_tables.tables()]

    assert sum(map(len, packed)) < 60_000
