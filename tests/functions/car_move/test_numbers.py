"""An operator's masked numbers: loaded, listed, retired, and pointed at us."""

from dataclasses import dataclass, field, replace

import pytest

from chalicelib.errors import Invalid, NotFound
from chalicelib.ports.phone import Desk
from functions.car_move.model.pool import Pool
from functions.car_move.model.session import Route
from functions.car_move.rules import numbering
from functions.car_move.use_cases import erasures, numbers
from infra.numbers import main, watch

X, Y, Z = "+6531580001", "+6531580002", "+6531580003"


def test_numbers_are_given_out_in_the_order_they_were_loaded(world):
    numbers.load_numbers(world, [Y, X])
    numbers.load_numbers(world, [Z, X])

    assert numbers.listed(world).numbers == [Y, X, Z]


def test_a_number_must_be_one(world):
    with pytest.raises(Invalid, match="123"):
        numbers.load_numbers(world, [X, "123"])
    assert numbers.listed(world).numbers == []


def test_a_retired_number_can_come_back(world):
    numbers.load_numbers(world, [X, Y])

    assert numbers.retire(world, X).numbers == [Y]
    again = numbers.load_numbers(world, [X])
    assert (again.numbers, again.retired) == ([Y, X], [])


def test_only_a_known_number_is_retired(world):
    with pytest.raises(NotFound):
        numbers.retire(world, X)


def test_numbering_stays_unless_it_is_changed(world):
    numbers.load_numbers(world, [X])
    numbers.number_by(world, "AXYB")

    assert numbers.load_numbers(world, [Y]).numbering == "AXYB"


def test_a_shared_number_is_nobodys_own_before_or_after(world):
    numbers.load_numbers(world, [X, Y])
    numbers.retire(world, Y)
    numbers.share(world, [Z])

    for number in (X, Y):
        with pytest.raises(Invalid):
            numbers.share(world, [number])
    with pytest.raises(Invalid):
        numbers.load_numbers(world, [Z])
    assert numbers.unshare(world, Z).shared == []
    with pytest.raises(NotFound):
        numbers.unshare(world, Z)


@dataclass
class Switchboard:
    """A carrier that only knows some numbers."""

    known: set[str]
    pointed: dict[str, Desk] = field(default_factory=dict)

    def answer_at(self, number, desk):
        if number in self.known:
            self.pointed[number] = desk
        return number in self.known


def test_the_carrier_is_told_where_calls_are_answered(world):
    switchboard = Switchboard({X})
    world = replace(world, phone=switchboard)

    assert numbers.point(world, X)
    assert not numbers.point(world, Y)
    home = "https://tongban.example/car-move"
    assert switchboard.pointed == {
        X: Desk(
            f"{home}/calls/inbound",
            f"{home}/calls/fallback",
            f"{home}/calls/finished",
            f"{home}/texts/inbound",
        )
    }


@pytest.mark.parametrize(
    ("kind", "one", "other", "chosen"),
    [
        ("AXB", [], [], (X, X)),
        ("AXB", [X], [Y], (Z, Z)),
        ("AXB", [X], [Y, Z], None),
        ("AXYB", [X], [Y, Z], (Y, X)),
        ("AXYB", [X, Y, Z], [], None),
    ],
)
def test_the_lowest_free_number_is_chosen_phone_by_phone(kind, one, other, chosen):
    pool = Pool(numbers=[X, Y, Z], numbering=kind)

    def routes(taken):
        return [Route.model_construct(number=number) for number in taken]

    assert numbering.choose(pool, routes(one), routes(other)) == chosen


def test_the_command_explains_itself(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])

    assert "AXYB" in capsys.readouterr().out


def test_a_numbering_must_be_one(capsys):
    with pytest.raises(SystemExit):
        main(["numbering", "car-move", "dev", "AXE"])

    assert "AXB or AXYB" in capsys.readouterr().err


def test_the_watch_shows_what_is_busy_quarantined_and_free(street, code, capsys):
    street.ask(code)
    street.ask(code, phone="+8613700137000")
    erasures.file(street.world, "call", "CA1")

    watch(street.world, 0, times=1)

    line = capsys.readouterr().out.splitlines()[-1]
    assert "sessions 2" in line
    assert "busy 2, quarantined 0, free 18 of 20" in line
    assert "keeps: 0" in line


@pytest.mark.parametrize(("before", "after"), [("AXB", "AXYB"), ("AXYB", "AXB")])
def test_numbering_changes_under_live_sessions_and_misleads_nobody(street, code, before, after):
    numbers.number_by(street.world, before)
    phones = [f"+861370013700{n}" for n in range(6)]
    cars = [street.park(f"皖A1234{n}", f"owner-{n}", f"+861380013801{n}") for n in range(3)]
    asked = {}
    for n, phone in enumerate(phones):
        if n == 3:
            numbers.number_by(street.world, after)
        for car, sticker in enumerate(cars):
            asked[phone, car] = street.ask(sticker, phone=phone, tail=f"34{car}")

    for (phone, car), case in asked.items():
        assert f">+861380013801{car}</Number>" in street.dial(phone, case.number)
