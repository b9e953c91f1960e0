"""The payment provider in a thread of its own, on a free port, with a merchant whose callbacks are only kept."""

import asyncio
import threading

import requests
from aiohttp import web

from chalicelib.ports.wechat_pay import WeChatPay
from simulators.payments.book import Book
from simulators.payments.desk import DESK
from simulators.payments.server import Options, make_app


class Running:
    """``heard`` holds the callbacks' headers and bodies; ``answers`` are the statuses they get, the last for good."""

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        self.heard, self.answers, self.told = [], [200], threading.Condition()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self.loop).result(20)
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self._stop(), self.loop).result(20)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _start(self):
        self.app = await make_app(Options(0))
        self.runner = web.AppRunner(self.app, access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        shop = web.Application()
        shop.router.add_post("/callbacks", self._hear)
        self.shop = web.AppRunner(shop, access_log=None)
        await self.shop.setup()
        await web.TCPSite(self.shop, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}"
        self.callback = f"http://127.0.0.1:{self.shop.addresses[0][1]}/callbacks"

    async def _stop(self):
        await self.runner.cleanup()
        await self.shop.cleanup()

    async def _hear(self, request):
        body = await request.read()
        with self.told:
            self.heard.append((dict(request.headers), body))
            status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            self.told.notify_all()
        return web.Response(status=status)

    @property
    def desk(self):
        return self.app[DESK]

    def wait_for(self, many):
        """Until so many callbacks were heard."""
        with self.told:
            assert self.told.wait_for(lambda: len(self.heard) >= many, timeout=20)
        return self.heard

    def reset(self):
        self.faults()
        book = Book()
        self.desk.book.orders, self.desk.book.refunds = book.orders, book.refunds
        self.desk.book.contracts, self.desk.papay.now = book.contracts, self.desk.now
        self.heard.clear()
        self.answers[:] = [200]

    def faults(self, **wanted):
        self._post("/control/faults", wanted)

    def rotate(self):
        self._post("/control/rotate", {})

    def _post(self, path, body):
        return requests.post(self.url + path, json=body, timeout=20).json()

    def pay(self, page):
        """What the person on the payment page does."""
        return requests.post(page, timeout=20).text

    def sign(self, page, deed="sign"):
        """What the person on the signing page does."""
        return requests.post(page, {"deed": deed}, timeout=20).text

    def product(self):
        """The product's own port, with the merchant's secrets."""
        merchant = self.desk.merchant
        return WeChatPay(
            {
                "public-url": "https://tongban.example",
                "payments/url": self.url,
                "payments/mchid": merchant.mchid,
                "payments/appid": merchant.appid,
                "payments/serial": merchant.serial,
                "payments/private-key": merchant.private_key,
                "payments/apiv3-key": merchant.apiv3_key,
                "payments/plan-id": merchant.plan_id,
            }
        )
