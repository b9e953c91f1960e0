"""Stickers printed in advance: ordered, made in chunks, downloaded for some days, voided."""

from datetime import timedelta

from pydantic import TypeAdapter

from chalicelib.errors import Conflict, Gone, NotFound, TooMany
from chalicelib.store import Record
from chalicelib.store.tally import Add
from chalicelib.world import World
from functions.car_move.events.stickers import BatchMade, BatchPrinted, BatchRestored, BatchVoided
from functions.car_move.model import batch as nouns
from functions.car_move.model.batch import (
    CHUNK,
    PER_PART,
    Batch,
    Blank,
    Chunk,
    Numbered,
    Order,
    Printed,
    Ticket,
)
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.shown_batch import BatchCard, BatchForm, BatchLine, BatchList
from functions.car_move.model.sticker import new_code, new_serial
from functions.car_move.use_cases.issuing import key_of
from functions.car_move.use_cases.stickers import face_of

NOT_FOUND = "没有找到这批挪车码。"
OVER = "这批挪车码的下载期限已过，需要的话请另做一批。"
VOID = "这批挪车码已经作废，不能再下载。"
TRIES = 20  # at chunks that another request, or the same serial drawn twice, took first
PRINTED = TypeAdapter(list[Printed])


def blank(world: World, maker_id: str) -> BatchForm:
    return BatchForm(
        request=world.new_id(), left_today=_left_today(world, maker_id), most=LIMITS.batch_stickers
    )


def order(world: World, maker_id: str, wanted: Order) -> BatchCard:
    """Make a batch, or go on with it: the same order again continues where it stopped."""
    batch_id = world.vault.blind(f"batch#{maker_id}#{wanted.request}")
    batch = world.store.find(Batch, batch_id) or _begin(world, maker_id, batch_id, wanted)
    return _card(world, _fill(world, batch))


def go_on(world: World, maker_id: str, batch_id: str) -> BatchCard:
    return _card(world, _fill(world, mine(world, maker_id, batch_id)))


def see(world: World, maker_id: str, batch_id: str) -> BatchCard:
    return _card(world, mine(world, maker_id, batch_id))


def listed(world: World, maker_id: str, cursor: str | None = None) -> BatchList:
    page = world.store.page(Batch, nouns.batches_of(maker_id), cursor=cursor)
    lines = [BatchLine(**batch.model_dump(include=set(BatchLine.model_fields))) for batch in page.items]
    return BatchList(batches=lines, cursor=page.cursor)


def mine(world: World, maker_id: str, batch_id: str) -> Batch:
    """Somebody else's batch is not found."""
    batch = world.store.find(Batch, batch_id)
    if batch is None or batch.maker_id != maker_id:
        raise NotFound(NOT_FOUND)
    return batch


def tickets(
    world: World, maker_id: str, batch_id: str, part: int, hotline: str
) -> tuple[Batch, list[Ticket]]:
    """What one part of a batch prints; that it was downloaded is told as a fact."""
    batch = mine(world, maker_id, batch_id)
    if batch.void or world.now() >= batch.printable_until:
        raise Gone(VOID if batch.void else OVER)
    printed = [one for first in _chunks(part) for one in _printed(world, batch, first)]
    if not printed:
        raise NotFound(NOT_FOUND)
    told = BatchPrinted(
        case_id=batch.id, at=world.now(), maker_id=maker_id, batch_part=part, stickers=len(printed)
    )
    world.store.commit(told)
    return batch, [_ticket(world, one, hotline) for one in printed]


def void(world: World, maker_id: str, batch_id: str) -> BatchCard:
    """Lost sheets: what nobody has activated of the batch never will be. Stickers in use stay in use."""
    batch = mine(world, maker_id, batch_id)
    if not batch.void:
        batch = batch.model_copy(update={"void": True})
        world.store.commit(batch, BatchVoided(case_id=batch.id, at=world.now(), maker_id=maker_id))
    return _card(world, batch)


def restore(world: World, maker_id: str, batch_id: str) -> BatchCard:
    """Voided by mistake, or the sheets were found: what nobody has activated can be again, until it lapses by itself."""
    batch = mine(world, maker_id, batch_id)
    if batch.void:
        batch = batch.model_copy(update={"void": False})
        world.store.commit(batch, BatchRestored(case_id=batch.id, at=world.now(), maker_id=maker_id))
    return _card(world, batch)


def _begin(world: World, maker_id: str, batch_id: str, wanted: Order) -> Batch:
    if wanted.count > (left := _left_today(world, maker_id)):
        raise TooMany(f"每人每天最多预制 {LIMITS.batch_stickers_a_day} 张，今天还能做 {left} 张。", 24 * 3600)
    batch = Batch(
        id=batch_id,
        maker_id=maker_id,
        title=wanted.title,
        count=wanted.count,
        layout=wanted.layout,
        made_at=world.now(),
        printable_until=world.now() + timedelta(days=LIMITS.batch_print_days),
    )
    world.store.commit(batch, ordered(world, maker_id, wanted.count))
    return batch


def ordered(world: World, maker_id: str, stickers: int) -> Add:
    """So many more today, by one officer."""
    return Add(_today(world, maker_id), "stickers", world.now() + timedelta(days=2), stickers)


def _left_today(world: World, maker_id: str) -> int:
    return max(0, LIMITS.batch_stickers_a_day - world.store.tally(_today(world, maker_id))["stickers"])


def _today(world: World, maker_id: str) -> str:
    return f"batch-stickers#{maker_id}#{world.now():%Y-%m-%d}"


def _fill(world: World, batch: Batch) -> Batch:
    tries = 0
    while not (batch.is_complete or batch.void):
        try:
            batch = _next_chunk(world, batch)
        except Conflict:
            tries += 1
            if tries > TRIES:
                raise
            batch = world.store.get(Batch, batch.id)
    return batch


def _next_chunk(world: World, batch: Batch) -> Batch:
    """One transaction: the further batch, the sealed chunk, and for each sticker what finds it."""
    size = min(CHUNK, batch.count - batch.made)
    printed = [Printed(code=new_code(), serial=new_serial(), pin=nouns.new_pin()) for _ in range(size)]
    further = batch.model_copy(update={"made": batch.made + size})
    sealed = PRINTED.dump_json(printed).decode()
    chunk = Chunk(id=batch.id, first=batch.made, printed=sealed, until=batch.printable_until)
    rows = [row for one in printed for row in _rows(world, batch, one)]
    told = BatchMade(case_id=batch.id, at=world.now(), maker_id=batch.maker_id, stickers=batch.count)
    world.store.commit(further, chunk, *rows, *([told] if further.is_complete else []))
    return further


def _rows(world: World, batch: Batch, one: Printed) -> tuple[Record, Record]:
    key, until = key_of(world, one.code), batch.made_at + timedelta(days=LIMITS.blank_days)
    proof = proof_of(world, one.serial, one.pin)
    blank = Blank(id=key, batch_id=batch.id, serial=one.serial, code=one.code, proof=proof, until=until)
    return blank, Numbered(id=nouns.numbered(one.serial), blank_id=key, until=until)


def proof_of(world: World, serial: str, pin: str) -> str:
    """What a PIN is kept as."""
    return world.vault.blind(f"pin#{serial}#{pin}")


def _chunks(part: int) -> range:
    """The first stickers of the chunks that a part is made of."""
    return range((part - 1) * PER_PART, part * PER_PART, CHUNK)


def _printed(world: World, batch: Batch, first: int) -> list[Printed]:
    chunk = world.store.find(Chunk, batch.id, f"{first:04}")
    return PRINTED.validate_json(chunk.printed) if chunk else []


def _ticket(world: World, one: Printed, hotline: str) -> Ticket:
    face = face_of(world, one.code, one.serial, hotline)
    claim = f"{world.public_url}/M/A/{one.serial}".upper()
    return Ticket(**face.model_dump(), pin=one.pin, claim=claim)


def _card(world: World, batch: Batch) -> BatchCard:
    activated = world.store.tally(activations(batch.id))["activated"]
    return BatchCard.of(batch, activated, not batch.void and world.now() < batch.printable_until)


def activations(batch_id: str) -> str:
    """The tally of a batch's stickers in use."""
    return f"activations#{batch_id}"
