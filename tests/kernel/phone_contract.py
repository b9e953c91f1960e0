"""What any carrier's adapter must keep; a new one subclasses ``PhoneContract`` and gives the fixtures."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.errors import Forged
from chalicelib.ports.phone import Bridge, NotDone

URL = "https://tongban.example/car-move/calls/inbound"
CALLER, OWNER, MASKED = "+8613900139000", "+8613800138000", "+6531580001"
BRIDGE = Bridge(
    dial_to=OWNER,
    show=MASKED,
    ring_seconds=25,
    talk_seconds=180,
    whisper_url=f"{URL}/whisper",
    progress_url=f"{URL}/progress",
    ended_url=f"{URL}/ended",
)


class PhoneContract:
    """Fixtures a subclass gives:

    ``phone``       the adapter, with an account of its own
    ``sign``        (url, form) → headers, as the carrier signs
    ``form``        (what, **more) → a webhook's form: "inbound", "withheld", "ringing", "ended", "delivered",
                    "undelivered", "text"; the caller is ``CALLER``, the dialled number ``MASKED``
    ``carrier``     the adapter, connected to a carrier that keeps what it is told: ``.phone``, ``.sent`` the texts
                    as (to, shown as, words), ``.make(what)`` → the id of a kept "call" or "text", ``.keeps(what, id)``,
                    and ``.fail(times)``
    """

    def test_what_the_carrier_signed_is_believed(self, phone, sign, form):
        phone.verify(URL, form("inbound"), sign(URL, form("inbound")))

    def test_nobody_else_is(self, phone, form):
        with pytest.raises(Forged):
            phone.verify(URL, form("inbound"), {})

    def test_a_changed_form_is_not(self, phone, sign, form):
        headers = sign(URL, form("inbound"))

        with pytest.raises(Forged):
            phone.verify(URL, {**form("inbound"), "Added": ""}, headers)

    def test_a_form_meant_for_another_address_is_not(self, phone, sign, form):
        headers = sign(URL, form("inbound"))

        with pytest.raises(Forged):
            phone.verify(URL.replace("inbound", "fallback"), form("inbound"), headers)

    def test_empty_parameters_are_part_of_what_is_signed(self, phone, sign, form):
        signed = {**form("inbound"), "CallerName": ""}

        phone.verify(URL, signed, sign(URL, signed))
        with pytest.raises(Forged):
            phone.verify(URL, form("inbound"), sign(URL, signed))

    def test_a_call_says_who_called_whom(self, phone, form):
        event = phone.read(form("inbound"))

        assert (event.caller, event.dialled) == (CALLER, MASKED)

    def test_a_withheld_number_is_nobodys(self, phone, form):
        assert phone.read(form("withheld")).caller is None

    def test_progress_of_one_leg_has_one_name_throughout(self, phone, form):
        ringing, ended = phone.read(form("ringing")), phone.read(form("ended", seconds=42))

        assert ringing.leg == ended.leg
        assert (ringing.progress, ended.progress, ended.seconds) == ("ringing", "ended", 42)

    def test_the_other_phone_sees_the_masked_number_and_never_the_caller(self, phone):
        answer = phone.bridge(BRIDGE).decode()

        assert OWNER in answer
        assert MASKED in answer
        assert CALLER not in answer

    def test_a_bridge_reports_to_our_addresses(self, phone):
        answer = phone.bridge(BRIDGE).decode()

        assert all(url in answer for url in (BRIDGE.whisper_url, BRIDGE.progress_url, BRIDGE.ended_url))

    def test_the_rung_phone_is_asked_first(self, phone):
        answer = phone.ask_to_accept("接听请按 1。", f"{URL}/accept", 10).decode()

        assert "接听请按 1。" in answer
        assert f"{URL}/accept" in answer

    def test_a_caller_is_asked_for_keys_and_the_lack_of_them_is_told(self, phone):
        answer = phone.ask_for_digits("请输入八位数字。", f"{URL}/pin", 8).decode()

        assert "请输入八位数字。" in answer
        assert f"{URL}/pin" in answer

    def test_a_caller_who_presses_no_key_is_joined_to_the_other(self, phone):
        answer = phone.ask_before("只留话请按 2。", f"{URL}/key", 2, BRIDGE).decode()

        assert answer.index("只留话请按 2。") < answer.index(OWNER)
        assert f"{URL}/key" in answer
        assert f'callerId="{MASKED}"' in answer
        assert CALLER not in answer

    def test_every_webhook_names_the_call_it_is_about(self, phone, form):
        ringing, ended = phone.read(form("ringing")), phone.read(form("ended"))

        assert ringing.call == ringing.leg
        assert ended.call != ended.leg

    def test_a_text_says_who_wrote_what_to_which_number(self, phone, form):
        event = phone.read_text(form("text"))

        assert (event.sender, event.number, event.body) == (CALLER, MASKED, "在吗")
        assert event.text

    def test_a_relayed_text_shows_the_masked_number(self, carrier):
        assert carrier.phone.relay(OWNER, MASKED, "请挪车")
        assert carrier.sent == [(OWNER, MASKED, "请挪车")]

    @pytest.mark.parametrize("what", ["call", "text"])
    def test_the_carrier_forgets_and_being_asked_again_is_no_error(self, carrier, what):
        kept = carrier.make(what)
        forget = carrier.phone.forget_call if what == "call" else carrier.phone.forget_text

        forget(kept)
        forget(kept)

        assert not carrier.keeps(what, kept)

    def test_what_the_carrier_did_not_forget_is_said(self, carrier):
        kept = carrier.make("text")
        carrier.fail(times=9)

        with pytest.raises(NotDone):
            carrier.phone.forget_text(kept)
        assert carrier.keeps("text", kept)

    @pytest.mark.parametrize("what", ["call", "text"])
    def test_what_the_carrier_still_keeps_is_listed_once_it_is_old_enough(self, carrier, what):
        kept = carrier.make(what)
        now, moment = datetime.now(UTC), timedelta(seconds=5)

        old, young = (carrier.phone.traces(what, now + by).found for by in (moment, -moment))

        listed = [one for one in old if one.id == kept]
        assert [(MASKED in {one.sender, one.receiver}, one.browser) for one in listed] == [(True, "")]
        assert [one for one in young if one.id == kept] == []

    def test_what_the_carrier_keeps_is_listed_page_by_page(self, carrier):
        kept = {carrier.make("text") for _ in range(60)}
        later = datetime.now(UTC) + timedelta(hours=1)

        first = carrier.phone.traces("text", later)
        second = carrier.phone.traces("text", later, first.cursor)

        assert {one.id for one in [*first.found, *second.found]} == kept
        assert first.cursor
        assert not second.cursor

    def test_a_browser_is_let_in_only_where_that_is_set_up(self, phone):
        assert phone.browser_token("case-1", 300) is None

    def test_what_is_said_is_said(self, phone):
        assert "请稍后再拨。" in phone.say("请稍后再拨。").decode()

    def test_every_answer_is_bytes(self, phone):
        answers = [
            phone.ask_for_digits("好", URL, 8),
            phone.accepted(),
            phone.hang_up(),
            phone.noted(),
            phone.say("好"),
            phone.bridge(BRIDGE),
        ]

        assert all(isinstance(answer, bytes) for answer in answers)

    def test_a_receipt_says_whether_the_text_arrived(self, phone, form):
        assert phone.receipt(form("delivered")).delivery == "delivered"
        assert phone.receipt(form("undelivered")).delivery == "failed"
