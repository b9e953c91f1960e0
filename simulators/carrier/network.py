"""The real network: one aiohttp session that sends a letter and keeps Twilio's time limits."""

import aiohttp
from yarl import URL

from simulators.carrier.wire import Letter, Reply, TooSlow, Unreachable


class HttpNetwork:
    """Called with a letter, answers with a reply."""

    def __init__(self) -> None:
        self._session = aiohttp.ClientSession()

    async def __call__(self, letter: Letter) -> Reply:
        limits = aiohttp.ClientTimeout(total=None, sock_connect=letter.connect, sock_read=letter.read)
        # encoded=True: the address must arrive exactly as it was signed
        address = URL(letter.url, encoded=True)
        data = letter.body.encode() if letter.method == "POST" else None
        try:
            async with self._session.request(
                letter.method, address, data=data, headers=letter.headers, timeout=limits
            ) as answer:
                return Reply(answer.status, answer.content_type, await answer.text())
        except (aiohttp.ServerTimeoutError, TimeoutError) as late:
            connecting = isinstance(late, aiohttp.ConnectionTimeoutError)
            raise (Unreachable if connecting else TooSlow)(str(late)) from late
        except (aiohttp.ClientError, OSError, ValueError) as problem:
            raise Unreachable(str(problem)) from problem

    async def close(self) -> None:
        await self._session.close()
