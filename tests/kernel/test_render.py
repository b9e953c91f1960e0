"""Pages: small, escaped, labelled, and in the words and numbers people use."""

import re
from datetime import UTC, datetime

import pytest

from chalicelib import assets, filters
from tests.conftest import TestWorld
from tests.door import Door, Reply
from tests.kernel.edge.routes import routes

MOST_BYTES = 60 * 1024


@pytest.fixture
def door(world: TestWorld) -> Door:
    return Door(routes, world)


@pytest.fixture
def gallery(door: Door) -> Reply:
    return door.page("/gallery")


def test_a_page_of_every_part_stays_under_sixty_kilobytes_in_all(gallery: Reply) -> None:
    script = assets.asset(".js").body

    assert len(gallery.body) + len(assets.asset(".css").body) + len(script) <= MOST_BYTES
    assert len(script) <= 8 * 1024


def test_pages_hold_no_script_or_style_of_their_own(gallery: Reply) -> None:
    assert not re.findall(r"<script(?! src=)|<style|\sstyle=|\son\w+=", gallery.text)


def test_what_people_wrote_is_never_markup(door: Door) -> None:
    shown = door.submit("/notes", words='"><script>alert(1)</script>').text

    assert "<script>alert" not in shown
    assert "&#34;&gt;&lt;script&gt;" in shown


def test_every_field_has_a_label(gallery: Reply) -> None:
    fields = re.findall(r'<(?:input|textarea|select) id="([^"]+)"', gallery.text)
    labelled = set(re.findall(r'<label for="([^"]+)"', gallery.text))

    assert set(fields) - labelled == {"agreed"}  # inside its own label


def test_a_summary_names_the_fields_that_need_another_look(door: Door) -> None:
    shown = door.submit("/gallery", words="").text

    assert '<a href="#words">车牌号后三位：请填写这一项。</a>' in shown
    assert shown.index('id="summary"') < shown.index("<form")


def test_every_form_carries_its_token_and_a_key_of_its_own(door: Door) -> None:
    first, second = door.page("/notes").hidden, door.page("/notes").hidden

    assert first["csrf_token"] == second["csrf_token"]
    assert first["idempotency_key"] != second["idempotency_key"]


def test_a_live_part_stops_when_the_page_says_so(door: Door) -> None:
    assert 'id="progress" aria-live="polite" data-live="/try/gallery"' in door.page("/gallery").text
    assert "data-live" not in door.page("/gallery?pages=2").text


@pytest.mark.parametrize(
    ("fen", "written"),
    [(123456, "¥1,234.56"), (5, "¥0.05"), (0, "¥0.00"), (-1990, "-¥19.90"), (100000000, "¥1,000,000.00")],
)
def test_money(fen: int, written: str) -> None:
    assert filters.yuan(fen) == written


def test_times_are_beijings_and_name_another_year() -> None:
    assert filters.local_time(datetime(2020, 12, 31, 20, 5, tzinfo=UTC)) == "2021年1月1日 04:05"
    assert filters.local_time(datetime.now(UTC)).count("年") == 0
    assert filters.local_date(datetime(2020, 12, 31, 20, 5, tzinfo=UTC)) == "2021年1月1日"


def test_plates_and_phones_as_people_read_them() -> None:
    assert (filters.plate("粤B12345"), filters.plate("")) == ("粤B·12345", "")
    assert (filters.spaced("+8613800138000"), filters.spaced("12345")) == ("138 0013 8000", "12345")
