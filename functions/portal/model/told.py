"""Other matters' facts, as far as the portal needs them: small models of its own, each for one kind of fact.

Each says the same in the portal's words, ``Heard``: whose thing it is, which, and what the fact says of its time.
"""

from typing import Annotated, ClassVar

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from .affair import Kind

Slug = Annotated[
    str,
    BeforeValidator(lambda name: name.replace("_", "-") if isinstance(name, str) else name),
    Field(pattern=r"^[a-z][a-z0-9-]{0,60}$"),
]


class Heard(BaseModel):
    """``kind`` None: it is about no affair. ``says`` is the word that chooses among stages and texts."""

    model_config = ConfigDict(frozen=True)
    owner: str
    kind: Kind | None
    matter: str
    thing: str
    case_id: str
    at: AwareDatetime
    says: str = ""
    due: AwareDatetime | None = None
    until: AwareDatetime | None = None
    bills: int = 0


class Told(BaseModel):
    """What all of them say."""

    kind: ClassVar[Kind | None] = None
    case_id: str
    owner_id: str
    at: AwareDatetime

    def heard(self, by: str) -> list[Heard]:
        return [self._as(by)]

    def _as(self, by: str, **more: object) -> Heard:
        says = str(getattr(self, by)) if by else ""
        known = {
            "owner": self.owner_id,
            "kind": self.kind,
            "matter": "",
            "thing": self.case_id,
            "case_id": self.case_id,
            "at": self.at,
            "says": says,
        }
        return Heard.model_validate(known | more)


class AboutCase(Told):
    """``application.*``."""

    kind: ClassVar[Kind | None] = "application"
    matter: Slug
    status: str = ""
    due: AwareDatetime | None = None
    until: AwareDatetime | None = None

    def heard(self, by: str) -> list[Heard]:
        return [self._as(by, matter=self.matter, due=self.due, until=self.until)]


class AboutHousing(Told):
    """``public_housing.*``, which are about cases of its own."""

    kind: ClassVar[Kind | None] = "application"

    def heard(self, by: str) -> list[Heard]:
        return [self._as(by, matter="public-housing")]


class AboutConsent(Told):
    """``data_sharing.consent_…``: told, but no affair of its own."""

    matter: Slug

    def heard(self, by: str) -> list[Heard]:
        return [self._as(by, matter=self.matter)]


class AboutMandate(Told):
    """``application.mandate_…``: one side gave it, the other acts."""

    matter: Slug
    agent_id: str

    def heard(self, by: str) -> list[Heard]:
        given = self._as(by, kind="mandate", matter=self.matter, thing=self.agent_id)
        acts = {"owner": self.agent_id, "kind": "acting", "thing": self.owner_id}
        return [given, given.model_copy(update=acts)]


class AboutPayment(Told):
    """``utility_payment.*``, told of a payment."""

    kind: ClassVar[Kind | None] = "payment"
    status: str

    def heard(self, by: str) -> list[Heard]:
        return [self._as(by, matter="utility-payment")]


class AboutBills(Told):
    """``utility_payment.*``, told of an account: no affair of its own."""

    bills: int = 0

    def heard(self, by: str) -> list[Heard]:
        return [self._as(by, matter="utility-payment", bills=self.bills)]


class AboutRequest(Told):
    """``car_move.*``, told of a request."""

    kind: ClassVar[Kind | None] = "request"
    outcome: str = ""

    def heard(self, by: str) -> list[Heard]:
        return [self._as(by, matter="car-move")]


class AboutVehicle(Told):
    """``car_move.*``, told of a vehicle."""

    kind: ClassVar[Kind | None] = "vehicle"
    vehicle_id: str
    why: str = ""

    def heard(self, by: str) -> list[Heard]:
        return [self._as(by, matter="car-move", thing=self.vehicle_id)]


class AboutPerson(Told):
    """``identity.*``."""


READERS: dict[str, type[Told]] = {
    "case": AboutCase,
    "housing": AboutHousing,
    "consent": AboutConsent,
    "mandate": AboutMandate,
    "payment": AboutPayment,
    "bills": AboutBills,
    "request": AboutRequest,
    "vehicle": AboutVehicle,
    "person": AboutPerson,
}
