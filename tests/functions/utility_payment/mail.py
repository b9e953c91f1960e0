"""The provider's real callbacks, sealed with real keys, at the door of a matter that reads them with the real adapter."""

import asyncio
from dataclasses import replace

from functions.utility_payment.rules.happenings import Ordered
from functions.utility_payment.use_cases import starting
from functions.utility_payment.use_cases.moving import happened
from simulators.carrier.clock import Clock, VirtualLoop
from simulators.payments.book import Order
from simulators.payments.callbacks import Callbacks
from simulators.payments.faults import Faults
from tests.functions.utility_payment.conftest import LI

PAID = "TRANSACTION.SUCCESS"


def reading_for_real(world, provider):
    """The same world, whose port is WeChat Pay's with this provider's certificates."""
    return replace(world, payments=provider.product())


def orders(world, bills):
    """One for each bill, as the provider has them once they are paid."""
    made = []
    for number, bill in enumerate(bills):
        payment = starting.start(world, LI, [bill])
        happened(world, payment.id, Ordered())
        made.append(
            Order(
                out_trade_no=payment.id,
                total=payment.amount,
                description="水电气缴费",
                notify_url="https://tongban.example/pay/callbacks",
                trade_type="MWEB",
                created=world.now().isoformat(),
                state="SUCCESS",
                transaction_id=f"4200{number:024}",
                paid=payment.amount,
                success_time=world.now().isoformat(),
            )
        )
    return made


def told_in_virtual_time(world, provider, told, deliver, **faults):
    """Every try of the provider to tell of these orders. ``deliver(headers, body)`` answers with a status, 0 for none."""

    async def tell():
        clock = Clock(world.clock.time)

        async def send(_, body, headers):
            world.clock.time = clock.now()
            return deliver(headers, body.encode())

        desk = provider.desk
        post = Callbacks(desk.merchant, lambda: desk.platform, Faults(**faults), send, clock.now)
        for order in told:
            post.tell(PAID, order)
        await post.quiet()
        return post.tried

    loop = VirtualLoop()
    try:
        asyncio.set_event_loop(loop)
        return loop.run_until_complete(tell())
    finally:
        asyncio.set_event_loop(None)
        loop.close()
