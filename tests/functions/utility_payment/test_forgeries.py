"""Callbacks that are not the provider's, or not what it said, or not now: refused, every one, before anything is written."""

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.errors import Forged
from chalicelib.store.row import Row
from functions.utility_payment.use_cases import hearing
from simulators.payments import keys
from simulators.payments.callbacks import transaction
from simulators.payments.wire import signed
from tests.functions.utility_payment import mail
from tests.simulators.payments.running import Running

SIGNED = ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial"]

MANY = 11_000


@pytest.fixture(scope="module")
def provider():
    with Running() as running:
        yield running


class Forger:
    """Has heard two good callbacks, and knows everything but the provider's private key. A way is ``(headers, body, now)``."""

    def __init__(self, provider, orders, now):
        self.desk, self.now, self.orders = provider.desk, now, orders
        self.chance = random.Random(11)  # noqa: S311 - not for secrets
        self.own = keys.platform()
        self.good = [self.callback(self.desk.platform, order, now) for order in orders[:2]]

    def callback(self, platform, order, at, merchant=None, **lies):
        """As the provider makes it, with a platform of one's own and what one likes in it."""
        plain = transaction(self.desk.merchant, order) | lies
        sealed = (merchant or self.desk.merchant).seal(json.dumps(plain), "transaction")
        told = {"id": "n", "event_type": mail.PAID, "resource_type": "encrypt-resource", "resource": sealed}
        body = json.dumps(told)
        headers = signed(platform, body, at) | {"Wechatpay-Serial": self.desk.platform.serial}
        return headers, body.encode()

    def a_byte_changed(self):
        headers, body = self.good[0]
        at, by = self.chance.randrange(len(body)), 1 + self.chance.randrange(255)
        return headers, body[:at] + bytes([body[at] ^ by]) + body[at + 1 :], self.now

    def cut_off(self):
        headers, body = self.good[0]
        return headers, body[: self.chance.randrange(len(body))], self.now

    def something_added(self):
        headers, body = self.good[0]
        at = self.chance.randrange(len(body) + 1)
        return headers, body[:at] + self.chance.randbytes(1 + self.chance.randrange(9)) + body[at:], self.now

    def a_header_changed(self):
        headers, body = self.good[0]
        name = self.chance.choice(SIGNED)
        value, at = headers[name], self.chance.randrange(len(headers[name]))
        other = self.chance.choice(
            [it for it in "0123456789ABCDEFabcdef+/" if it.lower() != value[at].lower()]
        )
        return headers | {name: value[:at] + other + value[at + 1 :]}, body, self.now

    def a_header_missing(self):
        headers, body = self.good[0]
        gone = self.chance.choice([*SIGNED, "Wechatpay-Signature-Type"])
        return {name: value for name, value in headers.items() if name != gone}, body, self.now

    def anothers_headers(self):
        return self.good[1][0], self.good[0][1], self.now

    def another_amount(self):
        total = self.chance.randrange(1, 10**6)
        lies = {"amount": {"total": total, "payer_total": total, "currency": "CNY"}}
        return *self.callback(self.own, self.orders[0], self.now, **lies), self.now

    def a_serial_made_up(self):
        headers, body = self.callback(self.own, self.orders[0], self.now)
        return headers | {"Wechatpay-Serial": f"{self.chance.getrandbits(160):X}"}, body, self.now

    def replayed_later(self):
        late = self.now + timedelta(seconds=301 + self.chance.randrange(10**6))
        return *self.good[0], late

    def from_the_future(self):
        return *self.good[0], self.now - timedelta(seconds=301 + self.chance.randrange(10**6))

    def another_merchants(self):
        """Signed by the provider itself, sealed for somebody else, or about somebody else's money."""
        theirs = replace(self.desk.merchant, apiv3_key=f"{self.chance.getrandbits(128):032x}")
        if self.chance.random() < 0.5:
            return *self.callback(self.desk.platform, self.orders[0], self.now, theirs), self.now
        lies = {"mchid": str(self.chance.randrange(10**9))}
        return *self.callback(self.desk.platform, self.orders[0], self.now, **lies), self.now

    WAYS = (
        *(a_byte_changed, cut_off, something_added, a_header_changed, a_header_missing, anothers_headers),
        *(another_amount, a_serial_made_up, replayed_later, from_the_future, another_merchants),
    )


def everything_kept():
    return sorted(json.dumps(row.to_dynamodb_dict(), sort_keys=True) for row in Row.scan())


def test_every_forged_callback_is_refused_without_a_write(world, provider, bills):
    world.clock.time = datetime.fromisoformat("2026-05-01T09:00:00+00:00")
    orders = mail.orders(world, bills)
    forger = Forger(provider, orders, world.clock.time)
    real, before, refused = mail.reading_for_real(world, provider), everything_kept(), Counter()

    for number in range(MANY):
        way = forger.WAYS[number % len(forger.WAYS)]
        headers, body, world.clock.time = way(forger)
        try:
            hearing.hear(real, headers, body)
        except Forged:
            refused[way.__name__] += 1

    print(f" {refused.total()} of {MANY} refused: {dict(refused)}", end=" ")
    assert refused.total() == MANY
    assert everything_kept() == before
    world.clock.time = forger.now
    for headers, body in forger.good:
        hearing.hear(real, headers, body)
    assert everything_kept() != before
