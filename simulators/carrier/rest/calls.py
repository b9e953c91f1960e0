"""The Call resource: ordered, looked at, changed, listed and deleted."""

from typing import Any

from simulators.carrier.calls import begin, end
from simulators.carrier.clock import rfc2822
from simulators.carrier.codes import Refused
from simulators.carrier.exchange import Exchange
from simulators.carrier.hooks import Page, Reporting
from simulators.carrier.ids import is_address
from simulators.carrier.leg import Leg
from simulators.carrier.rest.resource import Asked, Form, found, is_before, paged


class Calls:
    """Twilio keeps a call until it is deleted; a call under way cannot be."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._board = exchange.board

    def create(self, asked: Asked) -> Any:
        to, from_ = asked.form.need("To", 21201), asked.form.need("From", 21213)
        if not is_address(to):
            raise Refused(21211)
        if self._board.book.owned(from_) is None:
            raise Refused(21210, from_)
        page = _page(asked.form)
        if page is None:
            raise Refused(21205)
        timeout, limit = asked.form.count("Timeout", 60), asked.form.count("TimeLimit", 14400)
        leg = begin(self._board, from_, to, "outbound-api", reporting=_reporting(asked.form))
        leg.time_limit = limit
        self._exchange.place(leg, page, timeout)
        return self._view(leg)

    def list(self, asked: Asked) -> Any:
        wish = asked.query
        rows = [
            self._view(leg)
            for leg in reversed(self._board.legs.values())
            if wish.get("To") in {None, leg.to}
            and wish.get("From") in {None, leg.from_}
            and wish.get("Status") in {None, leg.status}
            and wish.get("ParentCallSid") in {None, leg.parent.sid if leg.parent else ""}
            and is_before(wish.get("EndTime<"), leg.ended)
        ]
        return paged(asked, "calls", rows)

    def fetch(self, asked: Asked) -> Any:
        return self._view(found(self._board.legs, asked))

    def update(self, asked: Asked) -> Any:
        leg: Leg = found(self._board.legs, asked)
        if leg.over:
            raise Refused(21220)
        if asked.form.has("StatusCallback"):
            leg.reporting = _reporting(asked.form)
        page = _page(asked.form)
        if asked.form.get("Status") == "completed":
            self._break(leg, "canceled" if leg.started is None else "completed")
        elif asked.form.get("Status") == "canceled" and leg.started is None:
            self._break(leg, "canceled")
        elif page is not None:
            _take_elsewhere(leg, page)
        return self._view(leg)

    def delete(self, asked: Asked) -> None:
        leg: Leg = found(self._board.legs, asked)
        if not leg.over:
            raise Refused(21220)
        del self._board.legs[leg.sid]

    def _break(self, leg: Leg, status: str) -> None:
        """A queued call has nobody to notice the hang-up."""
        if leg.status == "queued":
            end(self._board, leg, status)
        else:
            leg.hang_up(status)

    def _view(self, leg: Leg) -> dict[str, Any]:
        board = self._board
        uri = f"/2010-04-01/Accounts/{board.account}/Calls/{leg.sid}"
        number = board.book.owned(leg.to) or board.book.owned(leg.from_)
        return {
            "sid": leg.sid,
            "account_sid": board.account,
            "parent_call_sid": leg.parent.sid if leg.parent else None,
            "from": leg.from_,
            "from_formatted": leg.from_,
            "to": leg.to,
            "to_formatted": leg.to,
            "phone_number_sid": number.sid if number else None,
            "status": leg.status,
            "direction": leg.direction,
            "date_created": rfc2822(leg.created),
            "date_updated": rfc2822(leg.ended or leg.started or leg.created),
            "start_time": rfc2822(leg.started) if leg.started else None,
            "end_time": rfc2822(leg.ended) if leg.ended else None,
            "duration": str(leg.seconds) if leg.over else None,
            "queue_time": str(leg.queue_time),
            "api_version": "2010-04-01",
            "uri": f"{uri}.json",
            "subresource_uris": {},
            **dict.fromkeys(NEVER_SET),
            "price_unit": "USD",
        }


NEVER_SET = ("price", "answered_by", "annotation", "forwarded_from", "group_sid", "caller_name", "trunk_sid")


def _page(form: Form) -> Page | None:
    fallback = form.get("FallbackUrl"), form.get("FallbackMethod", "POST")
    if form.has("Twiml"):
        return Page("", "POST", {}, *fallback, text=form.get("Twiml"))
    return Page(form.get("Url"), form.get("Method", "POST"), {}, *fallback) if form.has("Url") else None


def _reporting(form: Form) -> Reporting | None:
    if not form.has("StatusCallback"):
        return None
    events = tuple(form.many("StatusCallbackEvent")) or ("completed",)
    return Reporting(form.get("StatusCallback"), form.get("StatusCallbackMethod", "POST"), events)


def _take_elsewhere(leg: Leg, page: Page) -> None:
    if leg.status != "in-progress":
        raise Refused(21220)
    leg.detour = page
    leg.broken.set()
