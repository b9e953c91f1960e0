"""Each TwiML verb does what Twilio's documentation says."""

from tests.simulators.carrier.lab import OWNER, PASSER_BY, PRODUCT, Lab, X, story

THIRD = "+6591230003"


@story
async def test_say_answers_and_is_heard_for_as_long_as_it_takes(lab: Lab) -> None:
    lab.voice("<Say>您好，请稍候。</Say><Pause length='2'/><Say>再见</Say>")
    await lab.call(wait=0.5)
    assert lab.state(PASSER_BY) == "listening"
    assert lab.seen(PASSER_BY).heard[-1] == "您好，请稍候。"
    await lab.pass_time(3)
    assert lab.seen(PASSER_BY).heard[-1] == "再见"
    await lab.pass_time(1)
    assert lab.state(PASSER_BY) == "idle"


@story
async def test_say_and_play_repeat_as_told(lab: Lab) -> None:
    lab.voice("<Say loop='2'>喂</Say><Play loop='2'>http://a.test/a.mp3</Play>")
    await lab.call(wait=10)
    assert lab.seen(PASSER_BY).heard[1:] == ["喂", "喂", "http://a.test/a.mp3", "http://a.test/a.mp3"]


@story
async def test_pause_as_the_first_verb_delays_the_answer(lab: Lab) -> None:
    lab.voice("<Pause length='3'/><Say>喂</Say>")
    await lab.call(wait=2)
    assert lab.state(PASSER_BY) == "dialling"
    await lab.pass_time(1.1)
    assert lab.state(PASSER_BY) == "listening"


@story
async def test_gather_asks_the_action_as_soon_as_it_has_enough_keys(lab: Lab) -> None:
    lab.voice("<Gather numDigits='4' action='/pin'><Say>请输入四位验证码，然后请耐心等待。</Say></Gather>")
    lab.voice("<Say>谢谢</Say>", "/pin")
    await lab.call(wait=0.5)
    lab.exchange.press(PASSER_BY, "1234")
    await lab.pass_time(0.1)
    [asked] = lab.product.received("/pin")
    assert (asked["Digits"], asked["msg"]) == ("1234", "Gather End")


@story
async def test_gather_without_an_action_asks_the_same_address(lab: Lab) -> None:
    lab.product.pages["/voice"] = lambda form: (
        "<Response><Say>好</Say></Response>"
        if "Digits" in form
        else "<Response><Gather numDigits='1'/></Response>"
    )
    await lab.call()
    lab.exchange.press(PASSER_BY, "5")
    await lab.pass_time(0.1)
    assert lab.seen(PASSER_BY).heard[-1] == "好"


@story
async def test_gather_ends_at_the_finishing_key_and_after_silence(lab: Lab) -> None:
    lab.voice("<Gather action='/a'/>")
    await lab.call()
    lab.exchange.press(PASSER_BY, "12#")
    await lab.pass_time(0.1)
    await lab.call()
    lab.exchange.press(PASSER_BY, "34")
    await lab.pass_time(5.1)
    assert [(one["Digits"], one["FinishedOnKey"]) for one in lab.product.received("/a")] == [
        ("12", "#"),
        ("34", ""),
    ]


@story
async def test_gather_without_a_key_goes_on_after_its_timeout(lab: Lab) -> None:
    lab.voice("<Gather timeout='4' action='/a'/><Say>没有收到按键</Say>")
    await lab.call(wait=3.9)
    assert "没有收到按键" not in lab.seen(PASSER_BY).heard
    await lab.pass_time(0.2)
    assert lab.seen(PASSER_BY).heard[-1] == "没有收到按键"
    assert lab.product.received("/a") == []


@story
async def test_keys_pressed_before_a_gather_do_not_count(lab: Lab) -> None:
    lab.voice("<Say>请先听我说一段很长的话再按键。</Say><Gather numDigits='1' timeout='2' action='/a'/>")
    await lab.call(wait=0.5)
    lab.exchange.press(PASSER_BY, "9")
    await lab.pass_time(10)
    assert lab.product.received("/a") == []


@story
async def test_redirect_goes_to_another_document(lab: Lab) -> None:
    lab.voice("<Redirect>/next</Redirect><Say>从不听到</Say>")
    lab.voice("<Say>到了</Say>", "/next")
    await lab.call()
    assert lab.seen(PASSER_BY).heard[-1] == "到了"


@story
async def test_reject_leaves_the_call_unanswered(lab: Lab) -> None:
    lab.own(X, status_callback=f"{PRODUCT}/status")
    lab.voice("<Reject reason='busy'/>")
    await lab.call()
    assert lab.seen(PASSER_BY).heard[-1] == "忙音"
    [status] = lab.product.received("/status")
    assert (status["CallStatus"], status["CallDuration"]) == ("busy", "0")


@story
async def test_hangup_ends_the_call(lab: Lab) -> None:
    lab.voice("<Hangup/><Say>从不听到</Say>")
    await lab.call()
    assert lab.state(PASSER_BY) == "idle"
    assert "从不听到" not in lab.seen(PASSER_BY).heard


@story
async def test_sms_in_a_call_goes_to_the_caller(lab: Lab) -> None:
    lab.voice("<Sms>请查收链接</Sms><Say>已发短信</Say>")
    await lab.call(wait=3)
    assert lab.seen(PASSER_BY).texts == [(X, "请查收链接")]


@story
async def test_dial_without_an_action_goes_on_with_the_next_verb(lab: Lab) -> None:
    lab.handset(OWNER, behaviour="busy")
    lab.voice(f"<Dial callerId='{X}'>{OWNER}</Dial><Say>对方忙</Say>")
    await lab.call()
    assert lab.seen(PASSER_BY).heard[-1] == "对方忙"


@story
async def test_dial_with_an_action_never_reaches_the_next_verb(lab: Lab) -> None:
    lab.handset(OWNER, behaviour="busy")
    lab.voice(f"<Dial callerId='{X}' action='/ended'>{OWNER}</Dial><Say>对方忙</Say>")
    await lab.call(wait=5)
    assert "对方忙" not in lab.seen(PASSER_BY).heard


@story
async def test_dial_without_answer_on_bridge_answers_the_caller_at_once(lab: Lab) -> None:
    lab.voice(f"<Dial callerId='{X}'>{OWNER}</Dial>")
    await lab.call()
    assert (lab.state(PASSER_BY), lab.state(OWNER)) == ("listening", "ringing")


@story
async def test_a_caller_id_that_is_not_ours_is_refused(lab: Lab) -> None:
    lab.voice(f"<Dial callerId='+6580000000' action='/ended'><Number>{OWNER}</Number></Dial>")
    await lab.call()
    assert 13214 in lab.error_codes
    assert lab.product.received("/ended")[0]["DialCallStatus"] == "failed"
    assert lab.state(OWNER) == "idle"


@story
async def test_several_numbers_ring_at_once_and_the_first_to_accept_wins(lab: Lab) -> None:
    lab.handset(THIRD, "家人")
    lab.voice(f"<Dial callerId='{X}'><Number>{OWNER}</Number><Number>{THIRD}</Number></Dial>")
    await lab.call()
    assert (lab.state(OWNER), lab.state(THIRD)) == ("ringing", "ringing")
    lab.exchange.answer(THIRD)
    await lab.pass_time(0.1)
    assert (lab.state(OWNER), lab.state(THIRD)) == ("idle", "talking")


@story
async def test_a_client_is_rung_by_its_name(lab: Lab) -> None:
    lab.handset("client:duty", "值班")
    lab.voice(f"<Dial callerId='{X}'><Client>duty</Client></Dial>")
    await lab.call()
    assert lab.state("client:duty") == "ringing"


@story
async def test_a_client_calling_a_number_must_name_a_caller_id(lab: Lab) -> None:
    lab.handset("client:web", "网页")
    lab.voice(f"<Dial>{OWNER}</Dial>")
    await lab.call("client:web")
    assert 13214 in lab.error_codes


@story
async def test_a_recording_is_written_down_so_that_its_absence_can_be_proved(lab: Lab) -> None:
    lab.handset(OWNER, behaviour="answer", delay=1)
    lab.voice(f"<Dial callerId='{X}' record='record-from-answer' action='/ended'>{OWNER}</Dial>")
    await lab.call(wait=5)
    lab.exchange.hang_up(OWNER)
    await lab.pass_time(1)
    assert len(lab.ledger.of("recorded")) == 1
    assert "RecordingUrl" in lab.product.received("/ended")[0]


@story
async def test_a_whisper_that_dials_is_cut_and_nobody_is_connected(lab: Lab) -> None:
    lab.handset(OWNER, behaviour="answer")
    lab.voice(f"<Dial callerId='{X}' action='/ended'><Number url='/whisper'>{OWNER}</Number></Dial>")
    lab.voice(f"<Dial>{THIRD}</Dial>", "/whisper")
    await lab.call(wait=5)
    assert lab.product.received("/ended")[0]["DialCallStatus"] == "no-answer"


@story
async def test_an_unknown_verb_or_attribute_is_a_warning(lab: Lab) -> None:
    lab.voice("<Dance/><Say volume='9'>喂</Say>")
    await lab.call()
    assert lab.error_codes == [12200, 12200]
    assert lab.seen(PASSER_BY).heard[-1] == "喂"


@story
async def test_keys_pressed_while_talking_are_heard_by_the_other_side(lab: Lab) -> None:
    lab.handset(OWNER, behaviour="answer", delay=0)
    lab.voice(f"<Dial callerId='{X}'>{OWNER}</Dial>")
    await lab.call()
    lab.exchange.press(PASSER_BY, "7")
    assert lab.seen(OWNER).heard[-1] == "按键音 7"


@story
async def test_what_stands_inside_say_is_spoken(lab: Lab) -> None:
    lab.voice("<Say>请<break time='1s'/><emphasis>按一</emphasis></Say>")
    await lab.call()
    assert lab.seen(PASSER_BY).heard[-1] == "请按一"
    assert lab.error_codes == []


@story
async def test_one_who_declines_the_whisper_is_free_while_the_other_still_rings(lab: Lab) -> None:
    lab.handset(THIRD, "家人")
    lab.voice(
        f"<Dial callerId='{X}' action='/ended'><Number url='/whisper'>{OWNER}</Number><Number>{THIRD}</Number></Dial>"
    )
    lab.voice("<Hangup/>", "/whisper")
    await lab.call()
    lab.exchange.answer(OWNER)
    await lab.pass_time(1)
    assert (lab.state(OWNER), lab.state(THIRD)) == ("idle", "ringing")
    lab.exchange.answer(THIRD)
    await lab.pass_time(1)
    assert lab.state(PASSER_BY) == "talking"
