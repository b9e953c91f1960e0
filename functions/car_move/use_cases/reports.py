"""Reports of abuse: made by either side, settled by an operator."""

from chalicelib.errors import Conflict
from chalicelib.store import Add
from chalicelib.world import World
from functions.car_move.events.safety import Reported, ReportSettled, StickerSuspended
from functions.car_move.model.report import KEPT, Abuse, Report, StickerReport
from functions.car_move.model.sticker import Sticker
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.use_cases import tallies
from functions.car_move.use_cases.blocking import own
from functions.car_move.use_cases.issuing import key_of

SETTLED = "这条举报已经处理过了。"
NO_STICKER = "这条举报没有对应的有效挪车码，不能停用。"


def report_sticker(world: World, given: StickerReport) -> None:
    """Kept in the same way whether there is such a sticker or not: the answer and the work tell nobody which."""
    key = key_of(world, given.code)
    sticker = world.store.find(Sticker, key)
    times = world.store.tally(f"reported#{key}")["times"] + 1
    report = Report(
        id=world.new_id(),
        about="sticker",
        abuse=given.abuse,
        sticker=key,
        serial=sticker.serial if sticker else "",
        times=times,
        at=world.now(),
    )
    world.store.commit(report, Add(f"reported#{key}", "times", world.now() + KEPT), *_told(world, report))


def report_caller(world: World, owner_id: str, case_id: str, abuse: Abuse) -> None:
    """Filed under the case: reporting it twice is reporting it once."""
    own(world, owner_id, case_id)
    if not world.store.find(Report, case_id):
        report = Report(id=case_id, about="caller", abuse=abuse, at=world.now())
        world.store.commit(report, *_told(world, report))


def _told(world: World, report: Report) -> tuple[Reported, Add]:
    fact = Reported(case_id=report.id, at=report.at, about=report.about, abuse=report.abuse.value)
    return fact, tallies.add(world, f"reported#{report.about}")


def dismiss(world: World, report_id: str) -> Report:
    report = _open(world, report_id)
    after = report.model_copy(update={"status": "dismissed"})
    fact = ReportSettled(case_id=report_id, at=world.now(), result="dismissed")
    world.store.commit(after, fact, tallies.add(world, "settled#dismissed"))
    return after


def suspend(world: World, report_id: str) -> Report:
    """The reported sticker answers as an unknown one does, from this commit on."""
    report = _open(world, report_id)
    sticker = world.store.find(Sticker, report.sticker) if report.sticker else None
    if sticker is None or sticker.status != "active":
        raise Conflict(NO_STICKER)
    vehicle = world.store.get(Vehicle, sticker.vehicle_id)
    stopped = sticker.model_copy(update={"status": "suspended", "ended_at": world.now()})
    after = report.model_copy(update={"status": "suspended"})
    settled = ReportSettled(case_id=report_id, at=world.now(), result="suspended")
    world.store.commit(
        after, stopped, settled, _suspended(world, vehicle, sticker), tallies.add(world, "settled#suspended")
    )
    return after


def _suspended(world: World, vehicle: Vehicle, sticker: Sticker) -> StickerSuspended:
    return StickerSuspended(
        case_id=vehicle.id,
        at=world.now(),
        owner_id=vehicle.owner_id,
        vehicle_id=vehicle.id,
        serial=sticker.serial,
        edition=sticker.edition,
    )


def _open(world: World, report_id: str) -> Report:
    report = world.store.get(Report, report_id)
    if report.status != "open":
        raise Conflict(SETTLED)
    return report
