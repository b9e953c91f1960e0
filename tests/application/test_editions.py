"""A case is decided under the edition it was begun under, whatever anybody writes into the folder afterwards."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.application import form
from chalicelib.application.assessing import assess, facts
from chalicelib.application.edition import Edition, EditionKept, current, keep, pinned
from chalicelib.definition.ordinary import Ordinary
from chalicelib.errors import Invalid, NotFound
from tests.application.definitions import editions
from tests.application.worked import as_sent, examples_of

HOUSING = "public_housing"
ON = date(2026, 5, 6)
EXAMPLES = examples_of(HOUSING)


def richer(base: Ordinary, by: int) -> Ordinary:
    """Other thresholds, at once and from tomorrow."""
    moved = {}
    for name, parameter in base.parameters.items():
        values = [
            dated.model_copy(update={"value": dated.value + by})
            for dated in parameter.values
            if isinstance(dated.value, int)
        ]
        later = values[-1].model_copy(update={"since": ON + timedelta(days=1), "value": 0})
        moved[name] = parameter.model_copy(update={"values": [*values, later]})
    return base.model_copy(update={"parameters": moved})


def shorter(base: Ordinary, steps: int) -> Ordinary:
    return base.model_copy(update={"steps": base.steps[:steps], "notice": None})


def barer(base: Ordinary, names: set[str]) -> Ordinary:
    """Fewer fields and rules, others called otherwise."""
    fields = [it.model_copy(update={"label": f"新{it.label}"}) for it in base.fields if it.name not in names]
    rules = [rule for rule in base.rules if rule.fact not in names]
    return base.model_copy(update={"fields": fields, "rules": rules})


@st.composite
def later(draw: Any) -> Edition:
    """Some edition that somebody may write after the one we have."""
    base = current(HOUSING).base
    base = richer(base, draw(st.integers(1, 10**6)))
    base = shorter(base, draw(st.integers(0, 3)))
    base = barer(base, draw(st.sets(st.sampled_from([it.name for it in base.fields]))))
    known = dict(current(HOUSING).overlays)
    for area in draw(st.sets(st.sampled_from(sorted(known)))):
        known[area] = known[area].model_copy(update={"parameters": {}, "promised": 1})
    return Edition(HOUSING, base, known)


def found(edition: Edition, example: Any) -> tuple[Any, ...]:
    """All that a case rests on: what its form holds, what the rules find, who looks at it and how long."""
    answers = form.check(edition, example.answers, complete=True)
    said = {service: as_sent(it) for service, it in example.evidence.items() if it != "unavailable"}
    definition = edition.definition
    known = facts(edition, answers, said, ON)
    return answers, assess(edition, known, ON), definition.steps, definition.task.limits, definition.notice


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(after=later(), example=st.sampled_from(EXAMPLES))
def test_a_later_edition_changes_nothing_of_a_running_case(world, after, example):
    begun = current(HOUSING, example.area)
    keep(world, begun)
    before = found(begun, example)

    keep(world, after.at(example.area))

    assert found(pinned(world, HOUSING, begun.digest), example) == before


@settings(deadline=None)
@given(after=later())
def test_no_change_goes_unnoticed(after):
    assert after.digest != current(HOUSING).digest


def test_what_was_kept_says_the_same_when_it_is_read_again(world):
    for edition in editions(HOUSING):
        keep(world, edition)

        read = pinned(world, HOUSING, edition.digest)

        assert (read.content, read.digest) == (edition.content, edition.digest)
        assert read.definition.rules == edition.definition.rules


def test_all_areas_of_an_edition_are_kept_once(world):
    first, *others = editions(HOUSING)
    keep(world, first)
    kept = world.store.get(EditionKept, first.digest)

    for edition in others:
        keep(world, edition)
        assert edition.digest.startswith(f"{first.digest}@")

    assert world.store.get(EditionKept, first.digest) == kept


def test_who_turns_out_to_live_elsewhere_is_judged_by_that_place_of_the_same_edition(world):
    begun = current(HOUSING, "3401")
    keep(world, begun)
    moved = pinned(world, HOUSING, begun.digest).at("341602001001")

    assert moved.definition.task.limits.promised == 6
    assert pinned(world, HOUSING, moved.digest) == moved


def test_what_nobody_kept_is_not_there(world):
    with pytest.raises(NotFound):
        pinned(world, HOUSING, "0123456789abcdef@3401")


def test_a_place_that_is_not_open_is_refused():
    with pytest.raises(Invalid, match="还没有开通"):
        current(HOUSING, "110101")


@pytest.mark.parametrize(
    ("area", "covering"), [("", ""), ("3401", "3401"), ("340103001001", "3401"), ("3416", "3416")]
)
def test_the_nearest_overlay_holds(area, covering):
    assert current(HOUSING, area).area == covering


def test_a_threshold_holds_from_its_day_on():
    hefei = current(HOUSING, "3401")

    assert hefei.threshold("income_limit", date(2026, 6, 30)).value == 382500
    assert hefei.threshold("income_limit", date(2026, 7, 1)).value == 400000


def test_before_the_first_day_nothing_holds():
    with pytest.raises(LookupError):
        current(HOUSING, "3401").threshold("income_limit", date(2025, 12, 31))


def test_the_area_alone_does_not_make_another_edition():
    one, other = current(HOUSING, "3401"), current(HOUSING, "3402")

    assert one.content == other.content
    assert replace(one, area="3402") == other
