"""Status callbacks that come twice, in the wrong order, or not at all."""

from tests.simulators.carrier.lab import OWNER, Lab, story
from tests.simulators.carrier.relay import masked, play_relay


async def told(lab: Lab, **faults: object) -> list[tuple[str, str]]:
    """A whole call under these faults; what the product was told, in the order it arrived."""
    play_relay(lab, masked(action="/ended"))
    lab.handset(OWNER, behaviour="accept")
    lab.control.set_faults(faults)
    await lab.call(wait=10)
    lab.exchange.hang_up(OWNER)
    await lab.pass_time(5)
    return [(one["SequenceNumber"], one["CallStatus"]) for one in lab.product.received("/progress")]


@story
async def test_every_callback_is_repeated(lab: Lab) -> None:
    arrived = await told(lab, repeat=10)
    assert len(arrived) == 40
    assert len(set(arrived)) == 4


@story
async def test_a_repeated_callback_keeps_its_idempotency_token(lab: Lab) -> None:
    await told(lab, repeat=2)
    tokens = [
        letter.headers["I-Twilio-Idempotency-Token"]
        for letter in lab.product.letters
        if "progress" in letter.url
    ]
    assert (len(tokens), len(set(tokens))) == (8, 4)


@story
async def test_callbacks_arrive_in_reverse(lab: Lab) -> None:
    arrived = await told(lab, reorder=True)
    assert [sequence for sequence, _ in arrived] == ["3", "2", "1", "0"]


@story
async def test_one_event_is_lost(lab: Lab) -> None:
    arrived = await told(lab, drop=["answered"])
    assert [status for _, status in arrived] == ["initiated", "ringing", "completed"]
    assert [entry["event"] for entry in lab.ledger.of("dropped")] == ["answered"]


@story
async def test_all_events_are_lost(lab: Lab) -> None:
    assert await told(lab, drop=["all"]) == []


@story
async def test_a_failing_callback_does_not_disturb_the_call(lab: Lab) -> None:
    lab.product.pages["/progress"] = "no matter"
    play_relay(lab)
    lab.product.pages["/progress"] = lambda _: "not even XML"
    lab.handset(OWNER, behaviour="accept")
    await lab.call(wait=10)
    assert lab.state(OWNER) == "talking"


@story
async def test_only_the_events_asked_for_are_told(lab: Lab) -> None:
    lab.handset(OWNER, behaviour="busy")
    lab.voice(f"<Dial><Number statusCallback='/progress'>{OWNER}</Number></Dial>")
    await lab.call()
    assert [one["CallStatus"] for one in lab.product.received("/progress")] == ["busy"]
