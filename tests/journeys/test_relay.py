"""A passer-by reaches a car's owner by telephone, through masked numbers, from the sticker to the end."""

from local.waiting import until


def test_scan_ask_dial_whisper_press_1_talk(province):
    scene = province.scene()

    case = scene.talk()

    assert (case["status"], case["answered"], case["ringing"]) == ("answered", True, False)
    assert scene.leaks() == []
    heard = province.carrier.ledger().handset(scene.owner.number).heard
    assert any("挡住了出入口" in words and "请按 1" in words for words in heard)


def test_both_sides_see_the_masked_number_and_nothing_else(province):
    scene = province.scene()

    case = scene.talk()

    ledger = province.carrier.ledger()
    assert set(ledger.handset(scene.owner.number).displayed) == {case["number"]}
    assert set(ledger.handset(scene.passer_by.number).displayed) == {case["number"]}


def test_the_owner_calls_back_on_the_same_number(province):
    scene = province.scene()
    case = scene.talk()

    scene.owner.phone.dial(case["number"])
    scene.passer_by.phone.wait("ringing", timeout=30)
    scene.passer_by.phone.answer()
    scene.passer_by.phone.wait("asked", timeout=30)
    scene.passer_by.phone.press("1")

    scene.owner.phone.wait("talking", timeout=30)
    scene.passer_by.phone.wait("talking", timeout=30)
    scene.owner.phone.hang_up()
    assert scene.leaks() == []


def test_after_the_talk_the_owner_rings_back_only_to_say_when_they_come(province):
    scene = province.scene()
    case = scene.talk()

    scene.owner.phone.dial(case["number"])
    scene.owner.phone.wait("asked", timeout=30)
    scene.owner.phone.press("2")

    told = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["answer"])
    assert (told["answer"]["kind"], told["may_dial"]) == ("coming", False)
    assert scene.leaks() == []


def test_an_owner_who_has_called_is_asked_for_an_answer_when_the_other_hangs_up(province):
    scene = province.scene()
    case = scene.talk()
    scene.owner.phone.dial(case["number"])
    scene.passer_by.phone.wait("ringing", timeout=60)
    scene.passer_by.phone.answer()
    scene.passer_by.phone.wait("asked", timeout=30)
    scene.passer_by.phone.press("1")
    scene.owner.phone.wait("talking", timeout=30)

    scene.passer_by.phone.hang_up()
    scene.owner.phone.wait("asked", timeout=30)
    scene.owner.phone.press("3")

    told = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["answer"])
    assert told["answer"]["kind"] == "cannot"


def test_asking_twice_gives_the_same_request_and_number(province):
    scene = province.scene()

    first, second = scene.ask(), scene.ask()

    assert (first["case_id"], first["number"]) == (second["case_id"], second["number"])


def test_a_stranger_who_dials_the_number_reaches_nobody(province):
    scene = province.scene()
    case = scene.ask()
    stranger = province.passer_by()

    stranger.phone.dial(case["number"])

    stranger.phone.wait("asked", timeout=30)
    stranger.phone.hang_up()
    assert province.carrier.ledger().handset(scene.owner.number).displayed == []


def test_somebody_who_hides_their_number_gets_through_with_the_digits_on_their_page(province):
    scene = province.scene()
    case = scene.ask()
    scene.passer_by.habits(caller_id="anonymous")

    scene.passer_by.phone.dial(case["number"])
    scene.passer_by.phone.wait("asked", timeout=30)
    scene.passer_by.phone.press(case["ways"]["pin"] + "#")
    scene.owner.pick_up()

    scene.passer_by.phone.wait("talking", timeout=30)
    scene.owner.phone.hang_up()
    assert scene.leaks() == []


def test_the_request_is_closed_when_its_session_is_over(province, eavesdropper):
    """The session's time is the machine's; here the fact is told again with its end in the past, as a replay might."""
    scene = province.scene()
    case = scene.talk()
    asked = next(fact for fact in eavesdropper.facts(case["case_id"]) if fact["type"] == "car_move.asked")
    eavesdropper.tell_again(asked, closes_at="2026-01-01T00:00:00Z")

    closed = until(lambda: scene.passer_by.follow(case["case_id"]), lambda it: it["closed"])

    assert closed["status"] == "closed"
