"""Whatever the two people do, and whenever: calls end, nobody is stuck, and no number is revealed."""

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.carrier.exchange import Impossible
from simulators.carrier.hooks import Page
from tests.simulators.carrier.lab import OWNER, PASSER_BY, Lab, X, story
from tests.simulators.carrier.relay import masked, play_relay

VERBS = st.sampled_from(
    ["dial", "answer", "reject", "hang_up", "press 1", "press 9", "press #", "say 喂", "redirect"]
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from([PASSER_BY, OWNER]), VERBS, st.sampled_from([0.0, 0.01, 0.4, 1.0, 4.0, 26.0, 200.0])
    ),
    max_size=14,
)
# most orders of acts make no call: begin some of them in the middle of one
BEGUN = [(PASSER_BY, "dial", 1.0), (OWNER, "answer", 1.0), (OWNER, "press 1", 1.0)]
STORIES = st.builds(lambda begun, acts: BEGUN[:begun] + acts, st.integers(0, 3), ACTS)
FAULTS = st.fixed_dictionaries(
    {},
    optional={
        "webhook": st.sampled_from(["", "slow", "error", "unreachable"]),
        "reorder": st.booleans(),
        "repeat": st.integers(0, 3),
        "next_answer": st.sampled_from(["", "busy", "voicemail", "accept", "failed", "no-answer"]),
    },
)


def act(lab: Lab, number: str, verb: str) -> None:
    name, _, argument = verb.partition(" ")
    if verb == "dial":
        lab.exchange.dial(number, X)
    elif verb == "redirect":
        redirect(lab, number)
    else:
        getattr(lab.exchange, name)(number, *([argument] if argument else []))


def redirect(lab: Lab, number: str) -> None:
    """As the REST API does with a running call."""
    leg = lab.exchange.handset(number).leg
    if leg is not None and leg.status == "in-progress" and leg.direction == "inbound":
        leg.detour = Page("", text="<Response><Say>请稍候</Say></Response>")
        leg.broken.set()


@settings(max_examples=300, deadline=None)
@given(acts=STORIES, faults=FAULTS)
def test_every_call_ends_and_nothing_leaks(
    acts: list[tuple[str, str, float]], faults: dict[str, object]
) -> None:
    @story
    async def told(lab: Lab) -> None:
        play_relay(lab, masked())
        lab.control.set_faults(faults)
        for number, verb, seconds in acts:
            with contextlib.suppress(Impossible):
                act(lab, number, verb)
            await lab.pass_time(seconds)
        for number in (PASSER_BY, OWNER):
            with contextlib.suppress(Impossible):
                lab.exchange.hang_up(number)
        await lab.pass_time(60)
        assert (lab.state(PASSER_BY), lab.state(OWNER)) == ("idle", "idle")
        assert {leg.over for leg in lab.board.legs.values()} <= {True}
        assert all(leg.peer is None for leg in lab.board.legs.values())
        for_owner = [leg for leg in lab.board.legs.values() if leg.to == OWNER]
        assert {leg.from_ for leg in for_owner} <= {X}
        assert not lab.seen(OWNER).reveals(PASSER_BY)
        assert not lab.seen(PASSER_BY).reveals(OWNER)

    told()
