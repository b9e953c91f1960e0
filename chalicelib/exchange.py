"""A view that other matters' programs call by X-Road's protocol: a message in, an answer that names it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel

from chalicelib.answers import JSON, Answer
from chalicelib.telemetry import discreet, logger
from chalicelib.xroad import Message
from chalicelib.xroad.message import ERROR, HASH
from chalicelib.xroad.refusal import Refusal

if TYPE_CHECKING:
    from chalicelib.binding import Binding
    from chalicelib.inbound import Inbound

ECHOED = ("X-Road-Id", "X-Road-Client")


def message_of(inbound: "Inbound") -> Message:
    """What was sent to us, under the path that it has at every server."""
    headers = {name.lower(): value for name, value in inbound.raw.headers.items()}
    return Message(inbound.path.removeprefix(inbound.matter.base), headers, inbound.body)


@dataclass(frozen=True)
class Exchange:
    """No cookie and no key: the view itself recognises who calls, and drops what it was told before."""

    view: Callable[..., BaseModel]
    binding: "Binding"

    def answer(self, inbound: "Inbound") -> Answer:
        message = message_of(inbound)
        echoed = {name: message.headers[name.lower()] for name in ECHOED if name.lower() in message.headers}
        try:
            said = self.view(**self.binding.gather(inbound))
        except Refusal as refusal:
            return _refused(refusal)
        except Exception as error:
            logger.error("unforeseen", exc_info=discreet(error))
            return _refused(Refusal("unforeseen"))
        body = said.model_dump_json().encode()
        return Answer(200, JSON, body, {**echoed, HASH: message.hash})


def _refused(refusal: Refusal) -> Answer:
    return Answer(refusal.status, JSON, refusal.body(), {ERROR: refusal.kind})
