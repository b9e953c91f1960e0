"""Texts to our numbers, as the carrier reports them."""

from chalicelib.http import CarrierForm
from chalicelib.world import World
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import texts


@routes.webhook("/texts/inbound")
def text(world: World, form: CarrierForm) -> bytes:
    """Answered with nothing: what we send goes another way, of which the carrier keeps less."""
    texts.receive(world, world.phone.read_text(form))
    return world.phone.noted()
