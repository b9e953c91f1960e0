"""What may be drawn by lot in a life, and what has to happen in all of them together."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition

from tests.functions.car_move.life.carrier import OUTCOMES
from tests.functions.car_move.life.street import OWNERS, PHONES

REASONS = ["blocks_exit", "takes_space", "blocks_rescue", "blocks_works", "left_open", "other"]
MOMENTS = [timedelta(seconds=n) for n in (3.5, 30, 61, 61, 90, 300, 910, 1810, 3700)]
WITHHELD = ["anonymous", "", "+266696687", "Restricted"]

phones, citizens = st.sampled_from(PHONES), st.sampled_from(list(OWNERS))
which, times = st.integers(0, 999), st.sampled_from([1, 1, 1, 2, 10])
ends = {
    "outcome": st.sampled_from([*OUTCOMES, "answered"]),
    "digits": st.sampled_from(["1", "1", "2", "3", "2", "4", "", "7"]),
    "seconds": st.integers(1, 200),
}


def some(of):
    """Only where there are any."""
    return precondition(lambda machine: bool(of(machine.life)))


def pick(things, which):
    return things[which % len(things)]


MUST_HAPPEN = [
    *("unknown", "mismatch", "own car", "again", "caller cap", "owner cap", "new"),
    *("AXB", "AXYB", "without a number of its own", "cut off", "answers by key"),
    *("rings", "does not ring", "rings the passer-by", "rings by PIN", "reports"),
    *("closed answered", "closed replied", "closed unreachable", "closed not_called"),
]
HAPPENS_SOON = ["new", "again", "AXB", "AXYB", "rings", "reports", "answers by key", "closed replied"]
