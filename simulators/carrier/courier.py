"""Carries a form to the product: signed, within the time limits, again where the policy says so."""

import asyncio
import uuid
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urlencode

from simulators.carrier.codes import CallError
from simulators.carrier.faults import Faults
from simulators.carrier.hooks import Patience
from simulators.carrier.ledger import Ledger
from simulators.carrier.signing import signature_headers
from simulators.carrier.wire import Letter, Network, Reply, TooSlow, Unreachable

# everything an address may hold as it is: only what is not ASCII is escaped
URL_CHARACTERS = "%/:?#[]@!$&'()*+,;=~-._|"


@dataclass(frozen=True)
class Errand:
    """What is to be carried: a purpose for the ledger, an address, a form."""

    purpose: str
    url: str
    method: str
    form: dict[str, str]
    token: str
    primary: bool = True


def errand(purpose: str, url: str, method: str, form: dict[str, str], *, primary: bool = True) -> Errand:
    return Errand(purpose, url, method.upper(), form, str(uuid.uuid4()), primary)


class Courier:
    """Delivers errands; raises CallError when the product could not be asked."""

    def __init__(self, network: Network, auth_token: str, faults: Faults, ledger: Ledger) -> None:
        self._network = network
        self._auth_token = auth_token
        self._faults = faults
        self._ledger = ledger

    async def deliver(self, task: Errand) -> Reply:
        patience = Patience.of(task.url)
        try:
            async with asyncio.timeout(patience.total):
                return await self._attempts(task, patience)
        except TimeoutError:
            raise CallError(11200, f"{urldefrag(task.url).url} took longer than {patience.total} s") from None

    async def _attempts(self, task: Errand, patience: Patience) -> Reply:
        letter = self._letter(task, patience)
        for left in range(patience.retries, -1, -1):
            reply, symptom, error = await self._attempt(task, letter)
            if error is None and reply is not None:
                return reply
            if not left or symptom not in patience.retry_on:
                raise error or CallError(11200, letter.url)
        raise AssertionError("the last attempt returns or raises")

    async def _attempt(self, task: Errand, letter: Letter) -> tuple[Reply | None, str, CallError | None]:
        reply, symptom, error = None, "", None
        started = asyncio.get_running_loop().time()
        try:
            reply = await self._send(task, letter)
        except Unreachable as problem:
            symptom, error = "ct", CallError(11205, str(problem))
        except TooSlow as problem:
            symptom, error = "rt", CallError(11200, f"no answer in time: {problem}")
        else:
            if reply.status >= 400:
                symptom = f"{reply.status // 100}xx"
                error = CallError(11200, f"the answer was {reply.status}")
        seconds = asyncio.get_running_loop().time() - started
        self._record(task, letter, reply, error, seconds)
        return reply, symptom, error

    async def _send(self, task: Errand, letter: Letter) -> Reply:
        fault = self._faults.webhook if task.primary else ""
        if fault == "unreachable":
            raise Unreachable("fault on demand")
        reply = await self._network(letter)
        if fault == "slow":
            await asyncio.sleep(0)
            raise TooSlow("fault on demand")
        return Reply(502, "text/html", "Bad Gateway") if fault == "error" else reply

    def _letter(self, task: Errand, patience: Patience) -> Letter:
        address, form = quote(urldefrag(task.url).url, safe=URL_CHARACTERS), task.form
        if task.method == "GET":
            address += ("&" if "?" in address else "?") + urlencode(form)
            form = {}
        token = "somebody else's token" if self._faults.bad_signature else self._auth_token
        headers = {
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "I-Twilio-Idempotency-Token": task.token,
            **signature_headers(token, address, form, self._faults.algorithm),
        }
        if self._faults.tampered:
            form = {**form, "From": "+6599999999"}
        if task.method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        return Letter(task.method, address, urlencode(form), headers, patience.connect, patience.read)

    def _record(
        self, task: Errand, letter: Letter, reply: Reply | None, error: CallError | None, seconds: float
    ) -> None:
        self._ledger.write(
            "http",
            purpose=task.purpose,
            method=letter.method,
            url=letter.url,
            form=task.form,
            token=task.token,
            status=reply.status if reply else None,
            answer=reply.body if reply else None,
            error=str(error) if error else None,
            seconds=round(seconds, 6),
        )
