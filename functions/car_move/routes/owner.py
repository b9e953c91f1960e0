"""What an owner does: put up vehicles, pause them, print, replace and revoke their stickers."""

from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel

from chalicelib.http import Caller, File
from chalicelib.world import World
from functions.car_move.model.shown import Blank, Card, Cards, Confirmation, Detail, Done, Preview, Removed
from functions.car_move.model.sticker import Layout, Named
from functions.car_move.model.vehicle import Registration
from functions.car_move.print import pdf, png, sheet, sticker, svg
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import stickers, vehicles

HOME = "/car-move/vehicles"


class ListQuery(BaseModel):
    cursor: str | None = None
    done: Done = ""


class DetailQuery(BaseModel):
    done: Done = ""


class LookQuery(BaseModel):
    layout: Layout | Literal[""] = ""


class PrintQuery(BaseModel):
    layout: Layout = "standard"


def shown(done: Done) -> Callable[[Any], str]:
    """Back to the vehicle, which says what was done."""
    return lambda card: f"{HOME}/{card.id}?done={done}"


@routes.get("/vehicles", page="vehicles.html")
def mine(world: World, caller: Caller, query: ListQuery) -> Cards:
    return vehicles.mine(world, caller.id, query.cursor).model_copy(update={"done": query.done})


@routes.get("/vehicles/new", page="register.html")
def blank(world: World, caller: Caller) -> Blank:
    return vehicles.blank(world, caller.id)


@routes.post("/vehicles/new", page="register.html", then=shown("registered"))
def register(world: World, caller: Caller, wanted: Registration) -> Card:
    return vehicles.register(world, caller.id, wanted)


@routes.get("/vehicles/{vehicle_id}", page="vehicle.html")
def study(world: World, caller: Caller, vehicle_id: str, query: DetailQuery) -> Detail:
    return vehicles.study(world, caller.id, vehicle_id).model_copy(update={"done": query.done})


@routes.post("/vehicles/{vehicle_id}/pause", then=shown("paused"), status=200)
def pause(world: World, caller: Caller, vehicle_id: str) -> Card:
    return vehicles.pause(world, caller.id, vehicle_id)


@routes.post("/vehicles/{vehicle_id}/resume", then=shown("resumed"), status=200)
def resume(world: World, caller: Caller, vehicle_id: str) -> Card:
    return vehicles.resume(world, caller.id, vehicle_id)


@routes.get("/vehicles/{vehicle_id}/replace", page="confirm.html")
def confirm_replace(world: World, caller: Caller, vehicle_id: str) -> Confirmation:
    return Confirmation(action="replace", vehicle=vehicles.see(world, caller.id, vehicle_id))


@routes.post("/vehicles/{vehicle_id}/replace", then=shown("replaced"), status=200)
def replace(world: World, caller: Caller, vehicle_id: str, old: Named) -> Card:
    return stickers.replace(world, caller.id, vehicle_id, old)


@routes.get("/vehicles/{vehicle_id}/revoke", page="confirm.html")
def confirm_revoke(world: World, caller: Caller, vehicle_id: str) -> Confirmation:
    return Confirmation(action="revoke", vehicle=vehicles.see(world, caller.id, vehicle_id))


@routes.post("/vehicles/{vehicle_id}/revoke", then=shown("revoked"), status=200)
def revoke(world: World, caller: Caller, vehicle_id: str, old: Named) -> Card:
    return stickers.revoke(world, caller.id, vehicle_id, old)


@routes.get("/vehicles/{vehicle_id}/remove", page="confirm.html")
def confirm_remove(world: World, caller: Caller, vehicle_id: str) -> Confirmation:
    return Confirmation(action="remove", vehicle=vehicles.see(world, caller.id, vehicle_id))


@routes.post("/vehicles/{vehicle_id}/remove", then=lambda _: f"{HOME}?done=removed", status=200)
def remove(world: World, caller: Caller, vehicle_id: str) -> Removed:
    return vehicles.remove(world, caller.id, vehicle_id)


@routes.get("/vehicles/{vehicle_id}/sticker", page="sticker.html")
def preview(world: World, caller: Caller, vehicle_id: str, query: LookQuery) -> Preview:
    card = vehicles.see(world, caller.id, vehicle_id)
    return Preview(**card.model_dump(), layout=query.layout)


@routes.get("/vehicles/{vehicle_id}/sticker.svg")
def as_svg(world: World, caller: Caller, vehicle_id: str, query: PrintQuery) -> File:
    face = stickers.face(world, caller.id, vehicle_id, routes.about.hotline)
    return File(svg.render(sticker.draw(face, query.layout)), "image/svg+xml")


@routes.get("/vehicles/{vehicle_id}/sticker.png")
def as_png(world: World, caller: Caller, vehicle_id: str, query: PrintQuery) -> File:
    face = stickers.face(world, caller.id, vehicle_id, routes.about.hotline)
    return File(png.render(sticker.draw(face, query.layout)), "image/png", f"挪车码-{face.serial}.png")


@routes.get("/vehicles/{vehicle_id}/sticker.pdf")
def as_pdf(world: World, caller: Caller, vehicle_id: str, query: PrintQuery) -> File:
    face = stickers.face(world, caller.id, vehicle_id, routes.about.hotline)
    return File(pdf.render(sheet.draw(face, query.layout)), "application/pdf", f"挪车码-{face.serial}.pdf")
