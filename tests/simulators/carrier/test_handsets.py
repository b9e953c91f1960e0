"""Handsets that do not simply answer, and callers who hide their number."""

from tests.simulators.carrier.lab import OWNER, PASSER_BY, Lab, X, story
from tests.simulators.carrier.relay import masked, play_relay


async def outcome(lab: Lab, behaviour: str, wait: float = 40) -> tuple[str, str]:
    """(what the action address is told, the last status of the owner's leg)"""
    play_relay(lab)
    lab.handset(OWNER, behaviour=behaviour)
    await lab.call(wait=wait)
    return lab.product.received("/ended")[0]["DialCallStatus"], lab.product.received("/progress")[-1][
        "CallStatus"
    ]


@story
async def test_busy(lab: Lab) -> None:
    assert await outcome(lab, "busy") == ("busy", "busy")


@story
async def test_rejecting_counts_as_busy(lab: Lab) -> None:
    assert await outcome(lab, "reject") == ("busy", "busy")


@story
async def test_no_answer_within_the_timeout(lab: Lab) -> None:
    assert await outcome(lab, "no-answer") == ("no-answer", "no-answer")


@story
async def test_unreachable(lab: Lab) -> None:
    assert await outcome(lab, "failed") == ("failed", "failed")
    assert 13224 in lab.error_codes


@story
async def test_the_timeout_of_dial_is_kept_to_the_second(lab: Lab) -> None:
    play_relay(lab, masked(timeout="20"))
    await lab.call(wait=19.9)
    assert lab.state(OWNER) == "ringing"
    await lab.pass_time(0.2)
    assert lab.state(OWNER) == "idle"


@story
async def test_a_handset_in_a_call_is_busy(lab: Lab) -> None:
    play_relay(lab)
    lab.exchange.dial(OWNER, "+6531299999")
    await lab.call()
    assert lab.product.received("/ended")[0]["DialCallStatus"] == "busy"


@story
async def test_the_next_call_only_meets_voicemail(lab: Lab) -> None:
    play_relay(lab)
    lab.handset(OWNER, behaviour="accept")
    lab.control.set_faults({"next_answer": "voicemail"})
    await lab.call(wait=40)
    await lab.call(wait=10)
    assert lab.product.received("/ended")[0]["DialCallStatus"] == "no-answer"
    assert lab.state(OWNER) == "talking"


@story
async def test_a_withheld_number_reaches_the_product_as_a_placeholder(lab: Lab) -> None:
    for placeholder in ("anonymous", "+266696687"):
        lab.handset(PASSER_BY, caller_id=placeholder)
        lab.voice("<Reject/>")
        await lab.call()
        assert lab.product.received("/voice")[-1]["From"] == placeholder


@story
async def test_a_handset_can_claim_a_wrong_number(lab: Lab) -> None:
    lab.handset(PASSER_BY, caller_id="+6599990000")
    await lab.call()
    assert lab.product.received("/voice")[0]["From"] == "+6599990000"


@story
async def test_a_number_that_leads_nowhere_is_said_to_be_unallocated(lab: Lab) -> None:
    await lab.call(to="+6531299999", wait=10)
    assert "空号" in lab.seen(PASSER_BY).heard[-1]
    assert lab.state(PASSER_BY) == "idle"


@story
async def test_the_number_s_own_status_callback_tells_how_long_the_call_was(lab: Lab) -> None:
    lab.own(X, status_callback="http://product.test/status")
    lab.voice("<Pause length='2'/><Say>喂</Say><Pause length='10'/>")
    await lab.call(wait=15)
    [status] = lab.product.received("/status")
    assert (status["CallStatus"], status["CallDuration"], status["Direction"]) == (
        "completed",
        "11",
        "inbound",
    )


@story
async def test_a_handset_that_acts_too_late_has_missed_the_call(lab: Lab) -> None:
    play_relay(lab)
    lab.handset(OWNER, behaviour="accept", delay=60)
    await lab.call(wait=100)
    assert lab.state(OWNER) == "idle"
    assert lab.product.received("/progress")[-1]["CallStatus"] == "no-answer"
