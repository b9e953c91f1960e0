"""All billers in a thread of their own, on a free port."""

import asyncio
import threading

import requests
from aiohttp import web

from chalicelib.ports.http_billers import HttpBillers
from simulators.billers import doors, meters
from simulators.billers.server import Options, make_app

ACCOUNT = meters.complete("340100001")


class Running:
    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self.loop).result(20)
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self.runner.cleanup(), self.loop).result(20)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _start(self):
        self.app = make_app(Options(0, "secret"))
        self.runner = web.AppRunner(self.app, access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}"

    def reset(self):
        self.app[doors.DESK].book.postings.clear()
        self.habits()
        self.habits(biller="water", delay=0)

    def habits(self, **wanted):
        requests.post(f"{self.url}/control/habits", json=wanted, timeout=20).raise_for_status()

    def follow(self, clock):
        """Its own time is the test's."""
        self.app[doors.DESK].now = clock

    @property
    def postings(self):
        return list(self.app[doors.DESK].book.postings.values())

    def product(self):
        return HttpBillers({"billers/url": self.url, "billers/token": "secret"})
