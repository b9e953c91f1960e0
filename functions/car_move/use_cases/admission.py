"""Whether a passer-by may ring an owner: counted before anything is looked up, refused alike whatever the reason."""

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.errors import TooMany
from chalicelib.world import World
from functions.car_move.model.block import Block, blocks_of
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.pool import Pool
from functions.car_move.model.request import Ask
from functions.car_move.model.sticker import Sticker
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import ringing
from functions.car_move.rules.codes import Unusable
from functions.car_move.rules.quiet import silences
from functions.car_move.use_cases import sessions, tallies
from functions.car_move.use_cases.stickers import resolved

A_DAY = timedelta(days=1)
CODE_TRIED = "这张挪车码刚才被试了太多次，请稍后再试。"
PHONE_TRIED = "这个手机号今天请求的次数太多了，请明天再试。情况着急，请拨打 122。"
OWNER_TRIED = "今天联系这位车主的次数太多了，请明天再试。情况着急，请拨打 122。"


@dataclass(frozen=True)
class Admitted:
    """What a session is opened on the strength of; it is not opened if either has changed meanwhile."""

    sticker: Sticker
    vehicle: Vehicle


def admit(world: World, wanted: Ask) -> tuple[Admitted, Pool]:
    """The vehicle, when this passer-by may ring its owner now."""
    line = sessions.line_id(world, wanted.phone)
    _count(world, wanted.code, line)
    admitted = _reach(world, wanted, line)
    vehicle = admitted.vehicle
    pool = sessions.pool(world)
    ringing.sees_the_car(vehicle.plate, wanted.tail)
    ringing.has_a_phone_of_their_own(wanted.phone, vehicle.owner_phone, pool.ours)
    tallies.affordable(world)
    if world.store.count(f"rung#{vehicle.owner_id}", A_DAY) > LIMITS.asks_per_owner_a_day:
        raise TooMany(OWNER_TRIED, 3600)
    return admitted, pool


def admit_again(world: World, wanted: Ask) -> Admitted:
    """As things are now, for whoever was beaten by a change: a code that has died meanwhile leads nowhere."""
    return _reach(world, wanted, sessions.line_id(world, wanted.phone))


def _count(world: World, code: str, line: str) -> None:
    """Attempts count per code and per phone, known or not."""
    window = timedelta(minutes=LIMITS.attempts_minutes)
    mark = world.vault.blind(f"attempt#{code.strip().upper()}")
    if world.store.count(f"attempt#{mark}", window) > LIMITS.attempts_per_code:
        raise TooMany(CODE_TRIED, 600)
    if world.store.count(f"asks#{line}", A_DAY) > LIMITS.asks_per_phone_a_day:
        raise TooMany(PHONE_TRIED, 3600)


def _reach(world: World, wanted: Ask, line: str) -> Admitted:
    """Three reads, and one write when it is refused, for every code that leads nowhere and every blocked caller."""
    try:
        return _resolve(world, wanted, line)
    except Unusable as refusal:
        world.store.commit(tallies.turned_away(world, refusal.why))
        raise


def _resolve(world: World, wanted: Ask, line: str) -> Admitted:
    try:
        sticker, vehicle = resolved(world, wanted.code, wanted.reason)
    except Unusable:
        world.store.find(Block, blocks_of(line), line)  # leads nowhere: it takes as long as for a code in use
        raise
    if world.store.find(Block, blocks_of(vehicle.owner_id), line):
        raise Unusable("blocked")
    if silences(vehicle.quiet, world.now()) and not ringing.matches(vehicle.plate, wanted.tail):
        raise Unusable("quiet")  # else a claim of rescue would tell a quiet code from a dead one
    return Admitted(sticker, vehicle)
