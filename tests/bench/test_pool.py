"""The pool benchmark in little: its figures hold, and it sees a bug when there is one."""

from datetime import timedelta

import pytest

from bench.pool import judged
from bench.pool.__main__ import main
from bench.pool.book import Book
from bench.pool.planted import planted
from bench.pool.plants import PLANTS
from bench.pool.run import Run
from bench.pool.shortage import shortages
from bench.pool.workloads import WORKLOADS
from chalicelib.errors import Conflict
from chalicelib.store import Store
from functions.car_move.model.session import Seat

ASKS = 500


@pytest.fixture(scope="module")
def tallies():
    return [Run(workload, kind).play(ASKS) for workload in WORKLOADS for kind in ("AXB", "AXYB")]


def test_every_workload_keeps_every_promise(tallies):
    figures = judged.figures(tallies, {}, {})

    assert figures["sessions"] > 10 * ASKS
    assert {goal: figures[goal] for goal in ("misrouted", "dead", "over_cap", "given_up", "blocked")} == {
        "misrouted": 0,
        "dead": 0,
        "over_cap": 0,
        "given_up": 0,
        "blocked": 0,
    }
    assert figures["axyb_ratio"] == 1


def test_workloads_include_repeats_races_and_callers_at_their_cap(tallies):
    by_name = {tally.workload: tally for tally in tallies}

    assert by_name["again"].again > 0
    assert by_name["races"].raced > 0
    assert sum(tally.probes for tally in tallies) > 10 * sum(tally.sessions for tally in tallies)


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_bug_is_caught(name):
    assert planted(name, 10 * ASKS).misrouted > 0


def test_the_command_says_what_a_planted_bug_did(capsys):
    assert main(["--plant", "per-role"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("pool: short of misrouted == 0 (measured ")


def test_with_too_few_numbers_some_wait_and_nobody_is_misled():
    short = shortages(ASKS)

    assert short["AXYB", 0].blocked == 0
    assert short["AXYB", 4].blocked > 0
    assert all(tally.misrouted == tally.dead == 0 for tally in short.values())


def test_a_bug_missed_is_a_goal_missed(tallies):
    assert judged.figures(tallies, {}, {"per-role": 0, "lingering": 7})["planted_missed"] == 1


@pytest.fixture(params=["store", "book"])
def commit(request, world):
    """Write one record now, into the real store or into the benchmark's."""
    if request.param == "store":
        store: Store = world.store
        return store.commit
    book = Book()
    return lambda record: book.commit([record], world.now())


def seat(world, minutes: int = 15) -> Seat:
    until = world.now().replace(microsecond=0) + timedelta(minutes=minutes)
    return Seat(id="line", side="owner", number=0, until=until)


def test_nothing_is_put_where_something_is(world, commit):
    commit(seat(world))
    world.clock.advance(timedelta(minutes=15, seconds=-1))

    with pytest.raises(Conflict):
        commit(seat(world))


def test_an_expired_row_is_no_row(world, commit):
    commit(seat(world))
    world.clock.advance(timedelta(minutes=15))

    commit(seat(world))


def test_what_was_read_is_written_once(world, commit):
    first, same = seat(world), seat(world)
    commit(first)
    first_version = same.version = first.version
    commit(same)
    first.version = first_version

    with pytest.raises(Conflict):
        commit(first)


def test_what_was_never_there_cannot_be_changed(world, commit):
    ghost = seat(world)
    ghost.version = 1

    with pytest.raises(Conflict):
        commit(ghost)
