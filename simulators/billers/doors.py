"""The billers' API, one below the other: ``/<utility>-<city>/…``; and the control API."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from aiohttp import web

from simulators.billers import meters
from simulators.billers.book import Book, Posting
from simulators.billers.habits import Everybody, Habits

Answer = tuple[int, dict[str, Any]]
BEIJING = timezone(timedelta(hours=8))


@dataclass
class Desk:
    book: Book
    everybody: Everybody
    token: str
    now: Callable[[], datetime]


DESK: web.AppKey[Desk] = web.AppKey("desk", Desk)


def add_routes(app: web.Application) -> None:
    app.router.add_get("/control", _view)
    app.router.add_post("/control/habits", _change)
    app.router.add_get("/files/{day}", _file)
    app.router.add_post("/{biller}/inquiries", _door(_inquire))
    app.router.add_put("/{biller}/postings/{reference}", _door(_post))
    app.router.add_delete("/{biller}/postings/{reference}", _door(_cancel))
    app.router.add_post("/{biller}/postings/{reference}/reversal", _door(_reverse))


def _door(handle: Callable[[Desk, Habits, web.Request, dict[str, Any]], Answer]) -> Any:
    async def door(request: web.Request) -> web.Response:
        desk, biller = request.app[DESK], request.match_info["biller"]
        if biller.partition("-")[0] not in meters.UNITS:
            return web.json_response({"detail": "no such biller"}, status=404)
        habits = desk.everybody.get(biller)
        if habits.is_down(desk.now()):
            return web.json_response({"detail": "maintenance"}, status=503)
        if request.headers.get("Authorization") != f"Bearer {desk.token}":
            return web.json_response({"detail": "who are you?"}, status=401)
        body = await request.json() if request.can_read_body else {}
        status, told = handle(desk, habits, request, body)
        await asyncio.sleep(habits.delay)
        if habits.take_lost():
            if request.transport:
                request.transport.close()
            return web.Response(status=502)
        if habits.garbage:
            return web.Response(text="<html>系统维护中</html>", content_type="text/html")
        return web.json_response(told, status=status)

    return door


def _inquire(desk: Desk, habits: Habits, request: web.Request, body: dict[str, Any]) -> Answer:
    biller = request.match_info["biller"]
    account = meters.account(biller.partition("-")[0], str(body.get("account", "")))
    if account is None:
        return 404, {"detail": "no such account"}
    today = desk.now().date()
    due = [it for it in meters.unpaid(account, today) if not desk.book.is_paid(biller, it["bill"])]
    return 200, {
        "holder": account.holder,
        "address": account.address,
        "unit": meters.UNITS[account.utility],
        "bills": [{**it, "amount": it["amount"] + habits.wrong_amount} for it in due],
        "history": meters.months(account, today),
    }


def _post(desk: Desk, habits: Habits, request: web.Request, body: dict[str, Any]) -> Answer:
    """The same reference again is the same posting; it is booked once."""
    key = (request.match_info["biller"], request.match_info["reference"])
    posting = desk.book.postings.get(key)
    if posting is None:
        posting = _taken(desk, habits, key, body)
        desk.book.postings[key] = posting
    elif posting.state == "underway" or (posting.state == "cancelled" and habits.forgets_cancelling):
        _book(posting, desk)
    desk.book.save()
    return (202 if posting.state == "underway" else 200), {"status": _told(posting)}


def _taken(desk: Desk, habits: Habits, key: tuple[str, str], body: dict[str, Any]) -> Posting:
    biller, reference = key
    posting = Posting(
        biller,
        reference,
        str(body["account"]),
        str(body["bill"]),
        int(body["amount"]),
        "underway",
        desk.now().isoformat(),
    )
    account = meters.account(biller.partition("-")[0], posting.account)
    bills = {it["bill"]: it["amount"] for it in meters.unpaid(account, desk.now().date())} if account else {}
    fits = bills.get(posting.bill) == posting.amount and body.get("currency") == "CNY"
    if habits.refuses or not fits or desk.book.is_paid(biller, posting.bill):
        posting.state = "refused"
    elif not habits.late:
        _book(posting, desk)
    return posting


def _book(posting: Posting, desk: Desk) -> None:
    posting.state, posting.times, posting.at = "posted", posting.times + 1, desk.now().isoformat()


def _cancel(desk: Desk, _: Habits, request: web.Request, __: dict[str, Any]) -> Answer:
    """What is not posted never will be; what was never heard of is noted as cancelled."""
    key = (request.match_info["biller"], request.match_info["reference"])
    posting = desk.book.postings.get(key)
    if posting is None:
        posting = Posting(*key, "", "", 0, "cancelled", desk.now().isoformat())
        desk.book.postings[key] = posting
    elif posting.state == "underway":
        posting.state = "cancelled"
    desk.book.save()
    return 200, {"status": _told(posting)}


def _reverse(desk: Desk, _: Habits, request: web.Request, body: dict[str, Any]) -> Answer:
    posting = desk.book.postings.get((request.match_info["biller"], request.match_info["reference"]))
    if posting is None or posting.amount != body.get("amount") or posting.state not in {"posted", "reversed"}:
        return 409, {"reversed": False}
    posting.state = "reversed"
    desk.book.save()
    return 200, {"reversed": True}


def _told(posting: Posting) -> str:
    return "refused" if posting.state in {"cancelled", "reversed"} else posting.state


async def _file(request: web.Request) -> web.Response:
    """What was booked on a day, as NDJSON; the last line counts the others."""
    desk, day = request.app[DESK], request.match_info["day"]
    if request.headers.get("Authorization") != f"Bearer {desk.token}":
        return web.json_response({"detail": "who are you?"}, status=401)
    booked = [it for it in desk.book.postings.values() if it.times and _day(it.at) == day]
    lines = [
        {"reference": it.reference, "amount": it.amount}
        for it in booked
        for _ in range(it.times * (1 + desk.everybody.get(it.biller).repeats))
    ]
    text = "".join(f"{json.dumps(line)}\n" for line in [*lines, {"lines": len(lines)}])
    return web.Response(text=text, content_type="application/x-ndjson")


def _day(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(BEIJING).date().isoformat()


async def _view(request: web.Request) -> web.Response:
    desk = request.app[DESK]
    habits = {who: it.model_dump(mode="json") for who, it in desk.everybody.of.items()}
    return web.json_response({"postings": desk.book.view(), "habits": habits})


async def _change(request: web.Request) -> web.Response:
    """``{"biller": "gas-3401", "down_minutes": 60}``; ``{}`` makes everybody as usual."""
    everybody, wanted = request.app[DESK].everybody, await request.json()
    if minutes := wanted.pop("down_minutes", 0):
        wanted["down_until"] = request.app[DESK].now() + timedelta(minutes=minutes)
    if not wanted:
        everybody.clear()
        return web.json_response({})
    try:
        changed = everybody.change(str(wanted.pop("biller")), wanted)
    except (KeyError, ValueError) as wrong:
        return web.json_response({"detail": str(wrong)}, status=422)
    return web.json_response(changed.model_dump(mode="json"))
