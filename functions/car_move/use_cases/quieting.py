"""When an owner does not want to be rung: seen and changed by them and by whoever shares the vehicle."""

from collections.abc import Callable

from chalicelib.world import World
from functions.car_move.events.safety import QuietChanged
from functions.car_move.model.quiet import Quiet, Window
from functions.car_move.model.safety import QuietHours
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import quiet as rules
from functions.car_move.use_cases.owned import managed


def see(world: World, citizen_id: str, vehicle_id: str) -> QuietHours:
    return _shown(world, managed(world, citizen_id, vehicle_id))


def add(world: World, citizen_id: str, vehicle_id: str, window: Window) -> QuietHours:
    return _change(
        world, citizen_id, vehicle_id, lambda quiet: {"windows": rules.with_window(quiet.windows, window)}
    )


def remove(world: World, citizen_id: str, vehicle_id: str, name: str) -> QuietHours:
    return _change(
        world, citizen_id, vehicle_id, lambda quiet: {"windows": rules.without_window(quiet.windows, name)}
    )


def allow_rescue(world: World, citizen_id: str, vehicle_id: str, allowed: bool) -> QuietHours:
    return _change(world, citizen_id, vehicle_id, lambda _: {"rescue": allowed})


def _change(
    world: World, citizen_id: str, vehicle_id: str, how: Callable[[Quiet], dict[str, object]]
) -> QuietHours:
    vehicle = managed(world, citizen_id, vehicle_id)
    after = vehicle.model_copy(update={"quiet": vehicle.quiet.model_copy(update=how(vehicle.quiet))})
    if after != vehicle:
        fact = QuietChanged(
            case_id=vehicle.id, at=world.now(), owner_id=vehicle.owner_id, vehicle_id=vehicle.id
        )
        world.store.commit(after, fact)
    return _shown(world, after)


def _shown(world: World, vehicle: Vehicle) -> QuietHours:
    return QuietHours(
        vehicle_id=vehicle.id,
        plate=vehicle.plate,
        quiet=vehicle.quiet,
        silent_now=rules.silences(vehicle.quiet, world.now()),
    )
