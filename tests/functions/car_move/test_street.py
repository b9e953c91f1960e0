"""Owners, passers-by, the carrier and the clock do whatever they like, and the oracle has nothing to say against it."""

import pytest

from tests.functions.car_move.life.chances import HAPPENS_SOON, MUST_HAPPEN
from tests.functions.car_move.life.walk import walk

SEED = 20251125


def test_nobody_is_connected_wrongly_in_a_few_lives(by_its_seed_alone):
    walked = walk(lives=9, by=SEED)

    assert walked.steps >= 600
    assert [what for what in HAPPENS_SOON if not walked.seen[what]] == []


@pytest.mark.soak
def test_nobody_is_ever_connected_wrongly(by_its_seed_alone, capsys):
    walked = walk(lives=88, by=SEED)

    with capsys.disabled():
        print(f"\n{walked.steps} steps, seed {SEED}, digest {walked.digest}: {dict(walked.seen)}")
    assert walked.steps >= 5_000
    assert [what for what in MUST_HAPPEN if not walked.seen[what]] == []
