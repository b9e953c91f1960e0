"""Deadlines: not one differs from the oracle's over ten thousand histories, and the edges that people argue about."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.clocks import (
    CalendarUnknown,
    Clock,
    Pause,
    deadline,
    is_working_day,
    mark,
    remaining,
    stands_still,
    used,
)
from chalicelib.clocks.calendar import EXTRA, read
from tests.clocks.oracle import BEIJING, FIRST, LAST, OutOfRange, Walk, a_clock, a_moment, works

HISTORIES, SEED = 10_000, 20261125


def at(text: str) -> datetime:
    """A time on Beijing's clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def a_pause(since: str, until: str) -> Pause:
    return Pause(why="special_procedure", since=at(since), until=at(until))


def last_day(clock: Clock) -> str:
    end = deadline(clock)
    assert end is not None
    return (end - timedelta(microseconds=1)).astimezone(BEIJING).date().isoformat()


@pytest.fixture(scope="module")
def histories():
    """Those that end within the years that are known; the rest has to be refused, and is counted too."""
    chance = random.Random(SEED)  # noqa: S311
    known = []
    while len(known) < HISTORIES:
        clock = a_clock(chance)
        try:
            known.append(
                (
                    clock,
                    Walk(clock).deadline(),
                    a_moment(chance, clock.started.date() + timedelta(chance.randrange(60))),
                )
            )
        except OutOfRange:
            continue
    return known


def test_no_deadline_differs_from_the_oracles(histories):
    different = [clock for clock, end, _ in histories if deadline(clock) != end]

    assert len(histories) >= HISTORIES
    assert different == []


def test_no_count_of_used_days_differs_from_the_oracles(histories):
    inside = [(clock, when) for clock, _, when in histories if when.year <= LAST.year]
    different = [clock for clock, when in inside if used(clock, when) != Walk(clock).used(when)]

    assert len(inside) > HISTORIES * 0.9
    assert different == []


def test_the_histories_have_everything_that_is_hard(histories):
    clocks = [clock for clock, _, _ in histories]
    starts = {clock.started.astimezone(BEIJING).date() for clock in clocks}
    ends = {(end - timedelta(microseconds=1)).astimezone(BEIJING).date() for _, end, _ in histories}

    assert {day.year for day in starts} == set(range(2004, 2027))
    assert sum(day.isoweekday() > 5 for day in ends) > 50, "make-up days"
    assert sum(not works(day) for day in starts) > 1000, "begun on a holiday"
    assert sum(len(clock.pauses) > 1 for clock in clocks) > 2000
    assert sum(any(p.since.date() == clock.started.date() for p in clock.pauses) for clock in clocks) > 500


def test_every_day_of_the_known_years_is_what_the_tables_say():
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]

    assert [day for day in days if is_working_day(day) != works(day)] == []


def test_reminders_come_in_order_in_office_hours_and_before_the_deadline(histories):
    for clock, end, _ in histories[:2000]:
        if not clock.limit:
            continue
        marks = [mark(clock, percent) for percent in (50, 80, 90)]
        assert marks == sorted(marks)
        assert all(9 <= it.astimezone(BEIJING).hour <= 17 for it in marks)
        assert marks[-1] < end == mark(clock, 100)


@pytest.mark.parametrize("seconds", [0, 1, 86_399])
def test_the_hour_in_which_it_starts_does_not_matter(seconds):
    clock = Clock(started=at("2026-05-06T00:00:00") + timedelta(seconds=seconds), limit=3)

    assert last_day(clock) == "2026-05-09", "the ninth, a Saturday, is worked for the holiday of May"


def test_midnight_is_beijings():
    before, after = (
        Clock(started=at("2026-05-06T23:59:59"), limit=1),
        Clock(started=at("2026-05-07T00:00:00"), limit=1),
    )

    assert (last_day(before), last_day(after)) == ("2026-05-07", "2026-05-08")
    assert deadline(before) == datetime(2026, 5, 7, 16, tzinfo=UTC)


def test_holidays_are_passed_over_and_make_up_days_are_not():
    assert last_day(Clock(started=at("2026-02-13T10:00:00"), limit=1)) == "2026-02-14"
    assert last_day(Clock(started=at("2026-02-14T10:00:00"), limit=1)) == "2026-02-24"


@pytest.mark.parametrize(
    ("pause", "ends"),
    [
        (("2026-11-26T09:00:00", "2026-11-26T17:00:00"), "2026-11-27"),
        (("2026-11-25T11:00:00", "2026-11-25T12:00:00"), "2026-11-27"),
        (("2026-11-25T23:59:59", "2026-11-26T00:00:00"), "2026-11-27"),
        (("2026-11-25T23:59:59", "2026-11-26T00:00:01"), "2026-11-30"),
        (("2026-11-26T00:00:00", "2026-11-26T00:00:01"), "2026-11-30"),
        (("2026-11-26T17:00:00", "2026-11-27T09:00:00"), "2026-12-01"),
        (("2026-11-27T23:00:00", "2026-11-28T00:00:00"), "2026-11-30"),
        (("2026-11-27T23:00:00", "2026-11-30T00:00:00"), "2026-11-30"),
        (("2026-11-27T23:00:00", "2026-11-30T00:00:01"), "2026-12-01"),
    ],
)
def test_a_day_counts_unless_the_clock_stands_still_at_its_beginning_or_its_end(pause, ends):
    assert last_day(Clock(started=at("2026-11-25T10:00:00"), limit=2, pauses=[a_pause(*pause)])) == ends


def test_a_pause_over_a_holiday_costs_nothing_that_the_holiday_did_not_cost():
    holiday = a_pause("2026-10-01T00:00:00", "2026-10-08T00:00:00")

    assert last_day(Clock(started=at("2026-09-29T10:00:00"), limit=3)) == last_day(
        Clock(started=at("2026-09-29T10:00:00"), limit=3, pauses=[holiday])
    )


def test_while_it_stands_still_there_is_no_deadline_and_nothing_is_used_up():
    clock = Clock(
        started=at("2026-11-25T10:00:00"),
        limit=2,
        pauses=[Pause(why="correction", since=at("2026-11-26T10:00:00"))],
    )

    assert stands_still(clock)
    assert (deadline(clock), mark(clock, 50)) == (None, None)
    assert remaining(clock, at("2026-12-20T10:00:00")) == 2


def test_what_is_left_counts_today_and_goes_below_zero_when_it_is_late():
    clock = Clock(started=at("2026-11-25T10:00:00"), limit=2)

    left = [
        remaining(clock, at(f"2026-{day}T23:59:59")) for day in ("11-25", "11-26", "11-27", "11-30", "12-01")
    ]

    assert left == [2, 2, 1, 0, -1]


def test_no_limit_ends_with_the_day_itself():
    assert last_day(Clock(started=at("2026-10-03T10:00:00"), limit=0)) == "2026-10-03"


def test_a_year_that_nobody_knows_is_refused_by_name_and_with_the_file_to_mend():
    beyond = max(read(EXTRA).extra) + 1
    clock = Clock(started=at(f"{beyond - 1}-12-30T10:00:00"), limit=20)

    for ask in (
        lambda: deadline(clock),
        lambda: mark(clock, 80),
        lambda: used(clock, at(f"{beyond}-03-01T00:00:00")),
    ):
        with pytest.raises(
            CalendarUnknown, match=rf"{beyond}.*chalicelib/clocks/extra_days\.toml"
        ) as unknown:
            ask()
        assert unknown.value.year == beyond


def test_a_year_in_the_file_is_known(tmp_path):
    file = tmp_path / "extra_days.toml"
    file.write_text('[2031]\nbasis = "a notice"\nholidays = [2031-01-01]\nworking_days = [2031-01-04]\n')

    calendar = read(file)

    assert not calendar.is_working_day(date(2031, 1, 1))
    assert calendar.is_working_day(date(2031, 1, 4)), "a Saturday"
    assert calendar.is_working_day(date(2031, 1, 2))
    assert not calendar.is_working_day(date(2031, 1, 5))
    with pytest.raises(CalendarUnknown):
        calendar.is_working_day(date(2032, 1, 1))


def test_the_file_says_nothing_that_the_library_knows_and_only_what_changes_a_day():
    for year, said in read(EXTRA).extra.items():
        assert year > LAST.year, "delete it: the library knows that year now"
        assert all(day.isoweekday() <= 5 for day in said.holidays)
        assert all(day.isoweekday() > 5 for day in said.working_days)
        assert {day.year for day in said.holidays | said.working_days} == {year}


def test_the_same_history_gives_the_same_deadline_after_it_was_stored():
    chance = random.Random(7)  # noqa: S311

    for clock in [a_clock(chance) for _ in range(200)]:
        try:
            assert deadline(Clock.model_validate_json(clock.model_dump_json())) == deadline(clock)
        except CalendarUnknown:
            continue
