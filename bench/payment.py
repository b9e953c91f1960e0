"""What a payment costs: asking to pay and the provider's callback beside trivial routes, and how much of it fits.

``python -m bench.payment [--quick]``. Callbacks are sealed with real keys by a provider in this process, and go through the
front door of the emulator, as everything does. Throughput is of requests to pay, each of which begins a payment of its own, and of
callbacks that are told again, which is what most of them are.
"""

import asyncio
import json
import os
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ |= {"MATTER": "utility-payment", "ENVIRONMENT": "bench", "AWS_DEFAULT_REGION": "ap-southeast-1"}

from aiohttp import web

from bench.chaos.batch import Batch
from bench.chaos.cloud import Place, memory, one_at_a_time
from bench.report import finish, is_quick
from bench.rush import Sent, send, throughput
from bench.statistics import percentile
from bench.trivial import deploy_trivial
from bench.units import counted
from functions.utility_payment.model.payment import Payment
from functions.utility_payment.use_cases import advancing, hearing
from local import private
from local.cloud import LocalCloud
from local.people import Owner
from local.web import FORM, JSON, accepted
from simulators.billers import meters
from simulators.payments.desk import DESK, Desk
from simulators.payments.server import Options, make_app

GOALS = {"callback_ratio": "<= 4", "callback_again_ratio": "<= 3", "pay_ratio": "<= 12"}
EACH, ACCOUNTS = 40, 20  # payments of one citizen, whose accounts have two bills each
PAYERS = 6  # more of them, with forty bills each, for the rush
PAID_AFTER = 60.0  # seconds that people take on the provider's page
DOLLARS = {"lambda_gb_s": 16.6667e-6, "lambda": 0.2e-6, "gateway": 3.5e-6}
DOLLARS |= {"read": 0.125e-6, "write": 0.625e-6, "transition": 25e-6}


@contextmanager
def provider(port: int) -> Iterator[Desk]:
    """In a thread of its own; its desk lies open."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> tuple[web.AppRunner, Desk]:
        app = await make_app(Options(port))
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        return runner, app[DESK]

    runner, desk = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    try:
        yield desk
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def citizen(cloud: LocalCloud, number: int) -> tuple[Owner, list[str]]:
    """Somebody signed in, and everything that they owe."""
    owner = Owner(cloud.instance.front_door_port, cloud.carrier, f"+86137{number:08}", "付款人")
    owner.sign_in()
    for one in range(ACCOUNTS):
        wanted = {"utility": "electricity", "city": "3401", "label": f"第{one}户"}
        nine = str(340_300_000 + number * ACCOUNTS + one)
        accepted(owner.browser.post("/pay/accounts/new", wanted | {"number": meters.complete(nine)}))
    seen = accepted(owner.browser.get("/pay"))["statements"]
    return owner, [f"{it['account']['id']}/{bill['bill_id']}" for it in seen for bill in it["bills"]]


def paying(owner: Owner, bill: str) -> Sent:
    cookies = "; ".join(f"{it.name}={it.value}" for it in owner.browser.cookies)
    headers = {"Accept": JSON, "Content-Type": JSON, "Cookie": cookies, "Idempotency-Key": uuid.uuid4().hex}
    return "POST", "/pay/payments", headers, json.dumps({"bills": [bill]}).encode()


def callback(desk: Desk, order: str) -> Sent:
    """The provider has the money of this order, and says so."""
    it = desk.book.orders[order]
    if it.state == "NOTPAY":
        it.state, it.paid, it.transaction_id = "SUCCESS", it.total, f"4200{order[:24]}"
        it.success_time = datetime.now(UTC).isoformat()
    body = desk.callbacks.body(uuid.uuid4().hex, "TRANSACTION.SUCCESS", it)
    return "POST", "/pay/callbacks", desk.callbacks.headers(body) | {"Accept": "*/*"}, body.encode()


def measure(cloud: LocalCloud, desk: Desk, citizens: int) -> tuple[dict[str, list[float]], list[str]]:
    """Each kind of request in turn, one after the other; milliseconds, and the orders that were paid."""
    door = HTTPConnection("127.0.0.1", cloud.instance.front_door_port, timeout=40)
    took: dict[str, list[float]] = {}
    orders: list[str] = []

    def note(name: str, sent: Sent, *statuses: int) -> bytes:
        milliseconds, status, told = send(door, sent)
        if status not in statuses:
            raise RuntimeError(f"{name}: {status} {told[:300]!r}")
        took.setdefault(name, []).append(milliseconds)
        return told

    form = b"CallStatus=ringing"
    for number in range(citizens):
        owner, bills = citizen(cloud, number)
        for bill in bills[:EACH]:
            note("trivial", ("GET", "/trivial/", {"Accept": JSON}, b""), 200)
            note(
                "trivial_post", ("POST", "/trivial/call", {"Content-Type": FORM, "Accept": "*/*"}, form), 200
            )
            order = json.loads(note("pay", paying(owner, bill), 201))["id"]
            owner.browser.get(f"/pay/payments/{order}/go")
            orders.append(order)
            note("callback", callback(desk, order), 204)
            note("callback_again", callback(desk, order), 204)
    return {name: times[3:] for name, times in took.items()}, orders


def told_again(desk: Desk, orders: list[str]) -> Callable[[int, int], Iterator[Sent]]:
    return lambda number, crowd: (callback(desk, it) for it in cycle(orders[number::crowd] or orders))


def taps(owed: list[tuple[Owner, str]]) -> Callable[[int, int], Iterator[Sent]]:
    """Each bill is paid once; those who come later pay what is left."""
    left = iter(owed)
    return lambda _number, _crowd: (paying(owner, bill) for owner, bill in left)


def advances() -> int:
    """How often a state machine has asked by the time that somebody has paid and the biller has it."""
    now = datetime.now(UTC)
    payment = Payment(
        id="p", citizen_id="c", amount=1, lines=[], created=now, until=now + timedelta(minutes=90)
    )
    asked, at = 1, now
    while (at - now).total_seconds() < PAID_AFTER:
        at, asked = at + advancing.pause(payment, at), asked + 1
    return asked


def units() -> dict[str, float]:
    """DynamoDB's, from the tap to the biller, with every question of the state machine and one repeated callback."""
    with memory():
        place = Place(1)
        place.moods.calm = True
        batch = Batch(place, 1, 0)

        def all_of_it() -> None:
            order = batch.begin(0)
            if batch.automatic:
                raise RuntimeError("this one is to be paid by hand: take another seed")
            batch.goes(order)
            for _ in range(advances() - 1):
                advancing.advance(place.world, order)
            place.provider.pay(order)
            for _ in range(2):
                hearing.hear(place.world, {"signature": "ours"}, json.dumps({"order": order}).encode())
            advancing.advance(place.world, order)

        found = counted(all_of_it)
    return {"read_units": float(found["read"]), "write_units": float(found["write"])}


def cost(figures: dict[str, float]) -> dict[str, float]:
    """Of one payment. Lambda's time is what the front door saw, which is too much rather than too little."""
    machine = advances()
    requests = 5  # bills, pay, go, callback, the page after it
    lambda_ms = figures["pay_p50_ms"] * 3 + figures["callback_p50_ms"] * 2
    lambda_ms += machine * figures["callback_again_p50_ms"]
    transitions = 2 + 3 * machine
    dollars = lambda_ms / 1000 * DOLLARS["lambda_gb_s"] + (requests + machine) * DOLLARS["lambda"]
    dollars += requests * DOLLARS["gateway"] + transitions * DOLLARS["transition"]
    dollars += figures["read_units"] * DOLLARS["read"] + figures["write_units"] * DOLLARS["write"]
    return {
        "lambda_ms": lambda_ms,
        "state_transitions": float(transitions),
        "dollars_per_1000_payments": dollars * 1000,
    }


def main() -> int:
    citizens, payers, seconds = (1, 1, 1.5) if is_quick() else (3, PAYERS, 6.0)
    one_at_a_time()
    figures = units()
    [port] = private.free_ports(1)
    with TemporaryDirectory() as folder, private.deployed(Path(folder)) as cloud, provider(port) as desk:
        given = json.dumps(vars(desk.merchant))
        cloud.operator("infra.payments", "merchant", "dev", f"http://127.0.0.1:{port}", given=given)
        deploy_trivial(cloud)
        took, orders = measure(cloud, desk, citizens)
        for name, times in took.items():
            figures |= {f"{name}_p50_ms": percentile(times, 50), f"{name}_p99_ms": percentile(times, 99)}
        trivial = figures["trivial_post_p50_ms"]
        for name in ("pay", "callback", "callback_again"):
            figures[f"{name}_ratio"] = figures[f"{name}_p50_ms"] / trivial
        # Callbacks first: every payment that is begun keeps a state machine busy, on the same two cores here.
        figures |= throughput(cloud, "callbacks", 204, told_again(desk, orders), seconds)
        owed = [
            (owner, it)
            for number in range(payers)
            for owner, bills in [citizen(cloud, 100 + number)]
            for it in bills
        ]
        figures |= throughput(cloud, "pays", 201, taps(owed), seconds)
    return finish("payment", figures | cost(figures), GOALS)


if __name__ == "__main__":
    sys.exit(main())
