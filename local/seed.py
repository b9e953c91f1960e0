"""What a province has before the first citizen comes: the carrier's secret, masked numbers, one owner with a sticker."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import randrange

from pydantic import BaseModel

from local import carrier_account, officers
from local.camera import link_on
from local.cloud import LocalCloud
from local.instance import TOKEN
from local.journey import Scene
from local.people import Owner, PasserBy
from local.progress import step
from simulators.billers import meters
from simulators.billers.server import Options as Billers

ENVIRONMENT = "dev"
ELECTRICITY = meters.complete("340100001")
SENDER = "+15005550006"  # carrier_sms_from in infra/environments/dev.toml
MASKED = [f"+8655155500{number:02}" for number in range(1, 21)]
SHARED = "+865515550099"  # for when none of these is free
OWNER, PASSER_BY, PLATE = "+8613955100001", "+8613955100002", "皖A12345"


class Seed(BaseModel):
    """What the first start left behind, so that the next one need not do it again."""

    link: str


def carrier_and_numbers(cloud: LocalCloud) -> None:
    """What an operator does once: hand over the carrier's secret, and point its numbers at us."""
    cloud.operator("infra.secrets", "set", ENVIRONMENT, "carrier/token", given=TOKEN)
    for number in [SENDER, *MASKED, SHARED]:
        carrier_account.buy(cloud.instance.carrier_url, number)
    cloud.operator("infra.numbers", "load", "car-move", ENVIRONMENT, *MASKED)
    cloud.operator("infra.numbers", "shared", "car-move", ENVIRONMENT, SHARED)


def registries(cloud: LocalCloud) -> None:
    """What an operator does once per registry: write down where it is, and the keys that it has published."""
    published = json.dumps(cloud.registries.published())
    cloud.operator("infra.registries", "load", ENVIRONMENT, given=published)


def payments(cloud: LocalCloud) -> None:
    """What an operator does once: hand over the merchant's secrets, and the token that billers know us by."""
    here = cloud.instance
    merchant = (here.data / "payments" / "merchant.json").read_text()
    cloud.operator("infra.payments", "merchant", ENVIRONMENT, here.payments_url, given=merchant)
    cloud.operator("infra.payments", "billers", ENVIRONMENT, here.billers_url, given=Billers.token)


def catalogue(cloud: LocalCloud) -> None:
    """What an operator does after each change of its files: publish what is new in them, and nothing otherwise."""
    cloud.operator("functions.catalogue", "load", MATTER="catalogue", ENVIRONMENT=ENVIRONMENT)


def owner_with_sticker(cloud: LocalCloud) -> Seed:
    owner = Owner(cloud.instance.front_door_port, cloud.carrier, OWNER, "车主")
    PasserBy(cloud.instance.front_door_port, cloud.carrier, PASSER_BY, "路人")
    owner.sign_in()
    printed = owner.print_sticker(owner.register(PLATE))
    sticker(cloud).write_bytes(printed)
    return Seed(link=link_on(printed))


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
    with step("enrolling the officers of a street, their bureau and its superior, and two editors"):
        for official in officers.needed():
            officers.at_work(cloud, official)
    kept.write_text(seed.model_dump_json())
    return seed


@contextmanager
def strangers(cloud: LocalCloud) -> Iterator[Scene]:
    """Two people nobody has met, so that no limit on calling again applies; their telephones are gone afterwards."""
    door, number = cloud.instance.front_door_port, randrange(10**7)
    owner = Owner(door, cloud.carrier, f"+861391{number:07}", "车主")
    passer_by = PasserBy(door, cloud.carrier, f"+861381{number:07}", "路人")
    owner.sign_in()
    link = link_on(owner.print_sticker(owner.register(PLATE)))
    yield Scene(owner, passer_by, link, PLATE)
    owner.phone.remove()
    passer_by.phone.remove()
