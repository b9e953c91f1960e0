"""A masked call from the first ring to the last word, judged by the ledger."""

from tests.simulators.carrier.lab import OWNER, PASSER_BY, Lab, X, story
from tests.simulators.carrier.relay import masked, play_relay


@story
async def test_the_two_sides_are_connected_after_the_owner_presses_1(lab: Lab) -> None:
    play_relay(lab)
    await lab.call()
    lab.exchange.answer(OWNER)
    await lab.pass_time(2)
    lab.exchange.press(OWNER, "1")
    await lab.pass_time(1)
    assert (lab.state(PASSER_BY), lab.state(OWNER)) == ("talking", "talking")
    lab.exchange.say(OWNER, "马上来")
    assert lab.seen(PASSER_BY).heard[-1] == "马上来"


@story
async def test_each_side_sees_only_the_relay_number(lab: Lab) -> None:
    play_relay(lab)
    lab.handset(OWNER, behaviour="accept")
    await lab.call(wait=10)
    assert set(lab.seen(OWNER).displayed) == {X}
    assert set(lab.seen(PASSER_BY).displayed) == {X}
    assert not lab.seen(OWNER).reveals(PASSER_BY)
    assert not lab.seen(PASSER_BY).reveals(OWNER)


@story
async def test_without_caller_id_the_owner_sees_the_callers_own_number(lab: Lab) -> None:
    """Twilio's default is the leak: a privacy oracle that cannot see it is worth nothing."""
    play_relay(lab, masked(caller_id=""))
    await lab.call()
    assert lab.seen(OWNER).displayed == [PASSER_BY]
    assert lab.seen(OWNER).reveals(PASSER_BY)


@story
async def test_the_caller_hears_ringing_until_the_owner_accepts(lab: Lab) -> None:
    play_relay(lab)
    await lab.call()
    lab.exchange.answer(OWNER)
    await lab.pass_time(3)
    assert lab.state(PASSER_BY) == "dialling"
    assert set(lab.seen(PASSER_BY).heard) == {"回铃音"}
    assert lab.seen(OWNER).heard == ["有人请您挪车，接听请按一。"]


@story
async def test_an_owner_who_presses_nothing_is_never_connected(lab: Lab) -> None:
    play_relay(lab)
    await lab.call()
    lab.exchange.answer(OWNER)
    await lab.pass_time(30)
    [ended] = lab.product.received("/ended")
    assert (ended["DialCallStatus"], ended["DialBridged"]) == ("no-answer", "false")
    assert "talking" not in {entry.get("state") for entry in lab.seen(PASSER_BY).entries}


@story
async def test_voicemail_answers_and_is_never_connected(lab: Lab) -> None:
    play_relay(lab)
    lab.handset(OWNER, behaviour="voicemail")
    await lab.call(wait=30)
    assert lab.product.received("/ended")[0]["DialCallStatus"] == "no-answer"


@story
async def test_without_a_whisper_voicemail_takes_the_call(lab: Lab) -> None:
    lab.handset(OWNER, behaviour="voicemail")
    lab.voice(f'<Dial callerId="{X}">{OWNER}</Dial>')
    await lab.call(wait=5)
    assert "留言" in lab.seen(PASSER_BY).heard[-1]


@story
async def test_the_owner_hanging_up_during_the_whisper_is_no_answer(lab: Lab) -> None:
    play_relay(lab)
    await lab.call()
    lab.exchange.answer(OWNER)
    await lab.pass_time(1)
    lab.exchange.hang_up(OWNER)
    await lab.pass_time(1)
    assert lab.product.received("/ended")[0]["DialCallStatus"] == "no-answer"
    assert lab.product.received("/progress")[-1]["CallStatus"] == "completed"


@story
async def test_after_the_owner_hangs_up_the_caller_hears_the_last_word(lab: Lab) -> None:
    play_relay(lab)
    lab.handset(OWNER, behaviour="accept")
    await lab.call(wait=10)
    await lab.pass_time(20)
    lab.exchange.hang_up(OWNER)
    await lab.pass_time(5)
    [ended] = lab.product.received("/ended")
    assert ended["DialCallStatus"] == "completed"
    assert int(ended["DialCallDuration"]) > 20
    assert ended["DialCallSid"] == lab.product.received("/progress")[0]["CallSid"]
    assert lab.seen(PASSER_BY).heard[-1] == "再见。"
    assert lab.state(PASSER_BY) == "idle"


@story
async def test_the_caller_hanging_up_ends_both_legs_and_the_action_is_still_asked(lab: Lab) -> None:
    play_relay(lab)
    lab.handset(OWNER, behaviour="accept")
    await lab.call(wait=10)
    lab.exchange.hang_up(PASSER_BY)
    await lab.pass_time(1)
    assert (lab.state(PASSER_BY), lab.state(OWNER)) == ("idle", "idle")
    assert lab.product.received("/ended")[0]["DialCallStatus"] == "completed"
    assert "再见。" not in lab.seen(PASSER_BY).heard


@story
async def test_the_caller_giving_up_while_it_rings_stops_the_ringing(lab: Lab) -> None:
    play_relay(lab)
    await lab.call(wait=5)
    lab.exchange.hang_up(PASSER_BY)
    await lab.pass_time(1)
    assert lab.state(OWNER) == "idle"
    assert lab.product.received("/progress")[-1]["CallStatus"] == "no-answer"


@story
async def test_the_time_limit_cuts_the_conversation(lab: Lab) -> None:
    play_relay(lab, masked(timeLimit="60"))
    lab.handset(OWNER, behaviour="accept")
    await lab.call(wait=100)
    assert lab.ledger.of("cut")
    assert lab.state(OWNER) == "idle"
    assert lab.product.received("/ended")[0]["DialCallStatus"] == "completed"


@story
async def test_progress_is_told_in_order_with_sequence_numbers(lab: Lab) -> None:
    play_relay(lab)
    lab.handset(OWNER, behaviour="accept")
    sid = await lab.call(wait=10)
    lab.exchange.hang_up(OWNER)
    await lab.pass_time(5)
    told = lab.product.received("/progress")
    assert [one["CallStatus"] for one in told] == ["initiated", "ringing", "in-progress", "completed"]
    assert [one["SequenceNumber"] for one in told] == ["0", "1", "2", "3"]
    assert {one["ParentCallSid"] for one in told} == {sid}
    assert {one["Direction"] for one in told} == {"outbound-dial"}
    assert int(told[-1]["CallDuration"]) > 0
    assert all("Timestamp" in one for one in told)
