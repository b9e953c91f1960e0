"""What looks for leaks finds those that are there, however they are written, and never an id that looks like one."""

import base64
import json
import random
import uuid

import pytest

from tests.leaks import names, stands, telephones

PHONE = "+8613933334444"
WRITTEN = [
    "13933334444",
    "139 3333 4444",
    "139-3333-4444",
    "1 3 9 3 3 3 3 4 4 4 4",
    "139\xa03333\xa04444",
    "+8613933334444",
    "+86 139 3333 4444",
    "0086-139-3333-4444",
    "8613933334444",
]
AROUND = [
    "{}",
    "请打{}给我",
    "tel:{}",
    '{{"to":"{}"}}',
    "<td>{}</td>",
    "?phone={}&x=1",
    "尾号 4 {}",
    "{} 5 分钟",
]
NOT_ONES = [
    "x13933334444",
    "13933334444a",
    "139333344445",
    "0139333344441",
    "12933334444",
    "2026-05-01T09:00:00.139333Z",
    "1764000000000",
]


def tokens(dice: random.Random) -> dict[str, str]:
    """What a page, a log or a row is full of."""
    blob = dice.randbytes(64)
    return {
        "id": uuid.UUID(bytes=blob[:16], version=4).hex,
        "dashed": str(uuid.UUID(bytes=blob[:16], version=4)),
        "hex": blob.hex(),
        "base32": base64.b32encode(blob[:17]).decode(),
        "base64": base64.b64encode(blob).decode(),
        "urlsafe": base64.urlsafe_b64encode(blob).decode(),
        "version": str(dice.getrandbits(48)),
        "digits of an id": f"a{dice.randrange(10**20)}f",
    }


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_is_found_however_it_is_written(written, around):
    text = around.format(written)

    assert telephones(text) == {"13933334444"}
    assert names(text, [PHONE]) == names(text.encode(), [PHONE]) == [PHONE]


def test_full_width_digits_are_digits():
    assert telephones("１３９３３３３４４４４") == {"13933334444"}


@pytest.mark.parametrize("written", ["(139) 3333.4444", "3333 4444", "93333-4444", "139 - 3333 - 4444"])
def test_a_known_number_is_found_without_its_prefix_too(written):
    assert names(written, [PHONE, "+8613811112222"]) == [PHONE]


@pytest.mark.parametrize("hidden", [json.dumps("a\n13933334444"), "%2B13933334444", repr(b"\xa013933334444")])
def test_an_escape_hides_nothing(hidden):
    assert telephones(hidden) == {"13933334444"}
    assert names(hidden, [PHONE]) == [PHONE]


@pytest.mark.parametrize("text", NOT_ONES)
def test_a_piece_of_something_longer_is_no_number(text):
    assert telephones(text) == set()
    assert names(text, [PHONE]) == []


def test_in_a_thousand_random_pages_there_is_nothing_to_find():
    dice = random.Random(1)  # noqa: S311
    pages = [json.dumps(tokens(dice)) for _ in range(1000)]
    probe = [f"+86139{dice.randrange(10**8):08}" for _ in range(20)]

    assert [page for page in pages if telephones(page) or names(page, probe) or stands(page, "67345")] == []


def test_in_each_of_them_a_planted_number_is_found():
    dice = random.Random(2)  # noqa: S311
    pages = [
        json.dumps(tokens(dice) | {"planted": dice.choice(WRITTEN)}, ensure_ascii=False) for _ in range(1000)
    ]

    assert [page for page in pages if telephones(page) != {"13933334444"}] == []


@pytest.mark.parametrize("text", ["A-67345", "皖67345", "67345", "请看67345。", "皖A·67345"])
def test_a_word_that_stands_by_itself_is_found(text):
    assert stands(text, "67345")


@pytest.mark.parametrize("text", ["f067345c", "673456", "a67345"])
def test_a_piece_of_a_longer_word_is_not(text):
    assert not stands(text, "67345")
