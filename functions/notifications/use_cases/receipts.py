"""What became of a text, as the carrier tells."""

from chalicelib.ports.phone import Receipt
from chalicelib.world import World

from .. import rules
from ..model import Message, Status
from .delivering import settle


def note_receipt(world: World, message_id: str, receipt: Receipt) -> None:
    """Receipts for texts that are not ours (sign-in codes) come here too, and say nothing to us."""
    status: Status = "undelivered" if receipt.delivery == "failed" else receipt.delivery
    if world.store.find(Message, message_id):
        settle(world, message_id, lambda message: rules.received(message, status, receipt.reason))
