"""An inquiry with what the passer-by has added to it: a photo, and where they wait."""

from chalicelib.world import World
from functions.car_move.model.inquiry import Inquiry
from functions.car_move.use_cases import inquiries, photos, places


def see(world: World, citizen_id: str, case_id: str) -> Inquiry:
    """Two reads more than the inquiry alone; raises NotFound for whoever may not see it."""
    inquiry = inquiries.see(world, citizen_id, case_id)
    added = {"photo": photos.shown(world, case_id), "placed": places.find(world, case_id) is not None}
    return inquiry.model_copy(update=added)
