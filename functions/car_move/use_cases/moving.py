"""A citizen has another phone: their cars are reached there from now on, and nobody is rung at the old one."""

from chalicelib.store import Change
from chalicelib.world import World
from functions.car_move.model.vehicle import Garage, Vehicle
from functions.car_move.use_cases import sessions
from functions.car_move.use_cases.again import again


def follow_phone(world: World, citizen_id: str) -> None:
    """One commit for all their cars and the sessions about them, so that a repeated fact finds all done or nothing.

    Ten cars and ten sessions at most (``matter.toml``), which fit into one transaction. A session that is being opened
    meanwhile conflicts, as it holds the car to what it was.
    """
    again(lambda: _follow(world, citizen_id))


def _follow(world: World, citizen_id: str) -> None:
    garage = world.store.find(Garage, citizen_id)
    cars = [world.store.find(Vehicle, car) for car in garage.vehicles.values()] if garage else []
    phone = world.directory.phone_of(citizen_id)
    moved = [car for car in cars if car and car.owner_phone != phone]
    if changes := [*_reached_at(phone, moved), *_nobody_at_the_old(world, moved)]:
        world.store.commit(*changes)


def _reached_at(phone: str, cars: list[Vehicle]) -> list[Change]:
    return [car.model_copy(update={"owner_phone": phone}) for car in cars]


def _nobody_at_the_old(world: World, cars: list[Vehicle]) -> list[Change]:
    """A query for each phone that they were reached at, which is one as a rule."""
    ids = {car.id for car in cars}
    lines = {sessions.line_id(world, car.owner_phone) for car in cars}
    return [change for line in sorted(lines) for change in sessions.ends_at(world, line, ids)]
