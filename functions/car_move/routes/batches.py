"""Many stickers: an owner's on A4, an officer's printed in advance, and their activation by owners."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pydantic import BaseModel, Field

from chalicelib.http import Caller, File, Limit, Redirect
from chalicelib.identity import Role, require
from chalicelib.world import World
from functions.car_move.model.batch import Claim, Order
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.shown import Card
from functions.car_move.model.shown_batch import (
    BatchCard,
    BatchDone,
    BatchForm,
    BatchList,
    ClaimForm,
    Fleet,
)
from functions.car_move.model.sticker import Layout, is_serial
from functions.car_move.print import pdf, sheets
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import activation, batches, fleet

HOME = "/car-move/batches"
ACTIVATE = "/car-move/activate"
PRINTERS: tuple[Role, ...] = ("officer", "clerk", "operator")
TRIES = Limit(LIMITS.activations_per_person_a_day, timedelta(days=1), per="caller")
DOWNLOADS = Limit(60, timedelta(hours=1), per="caller")


class FleetQuery(BaseModel):
    vehicle: list[str] = Field(default=[], max_length=50)
    layout: Layout = "standard"


class ListQuery(BaseModel):
    cursor: str | None = None


class BatchQuery(BaseModel):
    done: BatchDone = ""


class SheetsQuery(BaseModel):
    part: int = Field(default=1, ge=1, le=100)


class ClaimQuery(BaseModel):
    serial: str = Field(default="", max_length=20)


def shown(done: BatchDone) -> Callable[[Any], str]:
    """To the batch, which says what was done."""
    return lambda card: f"{HOME}/{card.id}?done={done}"


def staff(caller: Caller) -> str:
    """The caller's id; raises NotYours for anybody who may not print in advance."""
    require(caller, next((role for role in PRINTERS if role in caller.roles), "officer"))
    return caller.id


@routes.get("/vehicles/print", page="batch_mine.html")
def choose(world: World, caller: Caller) -> Fleet:
    return fleet.fleet(world, caller.id)


@routes.get("/vehicles/print.pdf", limit=DOWNLOADS)
def print_mine(world: World, caller: Caller, query: FleetQuery) -> File:
    faces = fleet.faces(world, caller.id, query.vehicle, routes.about.hotline)
    return File(pdf.render(*sheets.draw(faces, query.layout)), "application/pdf", "挪车码.pdf")


@routes.get("/batches", page="batches.html")
def listed(world: World, caller: Caller, query: ListQuery) -> BatchList:
    return batches.listed(world, staff(caller), query.cursor)


@routes.get("/batches/new", page="batch_new.html")
def blank(world: World, caller: Caller) -> BatchForm:
    return batches.blank(world, staff(caller))


@routes.post("/batches/new", page="batch_new.html", then=shown("made"))
def order(world: World, caller: Caller, wanted: Order) -> BatchCard:
    return batches.order(world, staff(caller), wanted)


@routes.get("/batches/{batch_id}", page="batch.html")
def see(world: World, caller: Caller, batch_id: str, query: BatchQuery) -> BatchCard:
    card = batches.see(world, staff(caller), batch_id)
    return card.model_copy(update={"done": query.done})


@routes.post("/batches/{batch_id}/continue", then=shown("made"), status=200)
def go_on(world: World, caller: Caller, batch_id: str) -> BatchCard:
    return batches.go_on(world, staff(caller), batch_id)


@routes.get("/batches/{batch_id}/sheets.pdf", limit=DOWNLOADS)
def download(world: World, caller: Caller, batch_id: str, query: SheetsQuery) -> File:
    hotline = routes.about.hotline
    batch, tickets = batches.tickets(world, staff(caller), batch_id, query.part, hotline)
    pages = sheets.draw_blank(tickets, batch.layout)
    return File(pdf.render(*pages), "application/pdf", f"挪车码-{batch.id[:8]}-{query.part}.pdf")


@routes.get("/batches/{batch_id}/void", page="batch_void.html")
def confirm_void(world: World, caller: Caller, batch_id: str) -> BatchCard:
    return batches.see(world, staff(caller), batch_id)


@routes.post("/batches/{batch_id}/void", then=shown("voided"), status=200)
def void(world: World, caller: Caller, batch_id: str) -> BatchCard:
    return batches.void(world, staff(caller), batch_id)


@routes.post("/batches/{batch_id}/restore", then=shown("restored"), status=200)
def restore(world: World, caller: Caller, batch_id: str) -> BatchCard:
    return batches.restore(world, staff(caller), batch_id)


@routes.get("/A/{serial}")
def from_strip(serial: str) -> Redirect:
    """Where the QR code on a strip leads; it is in capitals, to be small."""
    known = serial.upper()
    return Redirect(f"{ACTIVATE}?serial={known}" if is_serial(known) else ACTIVATE)


@routes.get("/activate", page="batch_activate.html")
def claim_form(caller: Caller, query: ClaimQuery) -> ClaimForm:  # noqa: ARG001 (a stranger signs in first)
    return ClaimForm(serial=query.serial)


@routes.post(
    "/activate",
    page="batch_activate.html",
    then=lambda card: f"/car-move/vehicles/{card.id}?done=activated",
    limit=TRIES,
)
def activate(world: World, caller: Caller, claim: Claim) -> Card:
    return activation.activate(world, caller.id, claim)
