"""What a province has before the first citizen comes: the carrier's secret, masked numbers, one owner with a sticker."""

from pathlib import Path

from pydantic import BaseModel

from local import carrier_account
from local.camera import link_on
from local.cloud import LocalCloud
from local.instance import TOKEN
from local.journey import Scene
from local.people import Owner, PasserBy
from local.progress import step

ENVIRONMENT = "dev"
SENDER = "+15005550006"  # carrier_sms_from in infra/environments/dev.toml
MASKED = [f"+8655155500{number:02}" for number in range(1, 21)]
OWNER, PASSER_BY, PLATE = "+8613955100001", "+8613955100002", "皖A12345"


class Seed(BaseModel):
    """What the first start left behind, so that the next one need not do it again."""

    link: str
    vehicle: str


def carrier_and_numbers(cloud: LocalCloud) -> None:
    """What an operator does once: hand over the carrier's secret, and point its numbers at us."""
    cloud.operator("infra.secrets", "set", ENVIRONMENT, "carrier/token", given=TOKEN)
    for number in [SENDER, *MASKED]:
        carrier_account.buy(cloud.instance.carrier_url, number)
    cloud.operator("infra.numbers", "load", "car-move", ENVIRONMENT, *MASKED)


def owner_with_sticker(cloud: LocalCloud) -> Seed:
    owner = Owner(cloud.instance.front_door_port, cloud.carrier, OWNER, "车主")
    owner.sign_in()
    vehicle = owner.register(PLATE)
    printed = owner.print_sticker(vehicle)
    sticker(cloud).write_bytes(printed)
    return Seed(link=link_on(printed), vehicle=vehicle)


def sticker(cloud: LocalCloud) -> Path:
    return cloud.instance.data / "sticker.pdf"


def sow(cloud: LocalCloud) -> Seed:
    """The seed of this cloud, sown unless that was done before."""
    kept = cloud.instance.data / "seed.json"
    if kept.exists():
        return Seed.model_validate_json(kept.read_text())
    with step("handing over the carrier's secret and 20 masked numbers"):
        carrier_and_numbers(cloud)
    with step("signing in an owner, with a vehicle and a sticker"):
        seed = owner_with_sticker(cloud)
    kept.write_text(seed.model_dump_json())
    return seed


def scene(cloud: LocalCloud, seed: Seed) -> Scene:
    """The two people of the seed, with their telephones, before the owner's car."""
    door = cloud.instance.front_door_port
    owner = Owner(door, cloud.carrier, OWNER, "车主")
    passer_by = PasserBy(door, cloud.carrier, PASSER_BY, "路人")
    return Scene(owner, passer_by, seed.link, PLATE)
