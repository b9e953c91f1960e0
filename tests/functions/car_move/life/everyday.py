"""One busy day: a car with a household and a contact, a request with calls and texts, a photo, a batch, a report."""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO

from PIL import Image

from chalicelib.identity import COOKIE
from chalicelib.tokens import Claims
from chalicelib.world import World
from functions.car_move.model import voice
from functions.car_move.model.batch import Order
from functions.car_move.model.contact import Contact, Proposal
from functions.car_move.model.place import Position
from functions.car_move.model.report import Abuse, StickerReport
from functions.car_move.model.share import Code, Invited
from functions.car_move.model.sticker import Named
from functions.car_move.use_cases import (
    batches,
    blocking,
    consents,
    contacts,
    numbers,
    photos,
    places,
    reports,
    sharing,
    stickers,
    transfers,
    vehicles,
    ways,
)
from functions.car_move.use_cases.codes import code_of
from tests.functions.car_move.life.carrier import Call, bridged
from tests.functions.car_move.life.town import Town

OWNER, PASSER_BY, CONTACT, CO_OWNER, STRANGER, STAFF, LATE = PHONES = [
    "+8613811112222",
    "+8613933334444",
    "+8613755556666",
    "+8613677778888",
    "+6591234567",
    "+8613599990000",
    "+85261112222",
]
CITIZENS = dict(
    zip(["owner", "passer-by", "contact", "co-owner", "stranger", "operator"], PHONES, strict=False)
)
WORDS = [
    f"我的号码是 {{}}，加微信 wx{PASSER_BY[3:]}",
    "打 {} 给我",
    "电话：{} 谢谢",
    "1 3 8 1 1 1 1 2 2 2 2 就是我",
    "壹三八 一一一一 二二二二",
    "https://x.cn/{}",
]


def signed_in(world: World, who: str, *roles: str) -> dict[str, str]:
    """Their cookies."""
    claims = Claims(sub=who, sid="s", jti="j", level=1, roles=list(roles) or ["citizen"])
    return {COOKIE: world.tokens.issue(claims, world.now() + timedelta(hours=1))}


class Day:
    """What happened, and the ids by which the doors know it."""

    def __init__(self, town: Town) -> None:
        self.town, self.world = town, town.world
        self.world.directory.phones.update(CITIZENS)
        numbers.load_numbers(self.world, [f"+65315800{n:02}" for n in range(1, 7)], "AXYB")
        self.code = town.park("皖A67345", "owner", OWNER)
        [self.car] = [card.id for card in vehicles.mine(self.world, "owner").vehicles]
        self.household()
        self.calls()
        self.texts()
        self.afterwards()
        self.paper()
        self.photo()
        self.hear()

    def hear(self) -> None:
        self.town.hear_facts()

    def household(self) -> None:
        """A contact, a co-owner, and one of each who has not said yes."""
        for phone in (CONTACT, STRANGER):
            contacts.propose(self.world, "owner", self.car, Proposal(name="家人", phone=phone))
        self.contacts = [contact.contact_id for contact in self.world.store.parts(Contact, self.car)]
        first = next(c for c in self.world.store.parts(Contact, self.car) if c.phone == CONTACT)
        consents.accept(self.world, contacts.token_of(self.world, first.contact_id))
        sharing.offer(self.world, "owner", self.car, Invited(phone=CO_OWNER))
        offered = [f.data["invitation_id"] for f in self.world.bus.facts if "invitation_id" in f.data]
        code = Code(code=sharing.code_of(self.world, offered[-1]))
        transfers.take_up(self.world, "co-owner", code)

    def calls(self) -> None:
        """Missed by the owner, taken by the contact, who calls back."""
        asked = self.town.request(self.code, "345", "other", PASSER_BY).json_body
        self.case, self.number = asked["case_id"], asked["number"]
        ways.want_code(self.world, self.case)
        self.hear()
        ways.tell_code(self.world, self.case, code_of(self.world, self.case))
        answer = self.town.carrier("/calls/inbound", CallSid="CA1", From=PASSER_BY, To=self.number).body
        for nth, outcome in enumerate([("no answer", "", 0), ("answered", "1", 30)]):
            bridge = bridged(answer)
            assert bridge is not None
            call = Call("CA1", PASSER_BY, self.number, bridge, self.world.now(), nth)
            for report in call.reports(*outcome):
                heard = self.town.carrier(report.path, **report.form).body
                answer = heard if report.kind == "ended" else answer
            self.back = bridge.show
        self.called_back = self.town.carrier("/calls/inbound", CallSid="CA9", From=CONTACT, To=self.back).body

    def texts(self) -> None:
        """Each side tries to tell the other a number, in every way."""
        for n, words in enumerate(WORDS):
            for sender, number, told in ((PASSER_BY, self.number, PASSER_BY), (CONTACT, self.back, CONTACT)):
                body = words.format(told.removeprefix("+86"))
                form = {"MessageSid": f"SM{n}{sender[-1]}", "From": sender, "To": number, "Body": body}
                self.town.carrier("/texts/inbound", **form)

    def afterwards(self) -> None:
        """The owner blocks and reports the caller; the passer-by reports the sticker."""
        reports.report_sticker(self.world, StickerReport(code=self.code, abuse=Abuse.FAKE))
        reports.report_caller(self.world, "owner", self.case, Abuse.HARASSMENT)
        self.later = self.town.request(self.code, "345", "blocks_exit", STRANGER).json_body["case_id"]
        blocking.block(self.world, "owner", self.later)
        self.town.step("close", self.case)

    def paper(self) -> None:
        """A second car whose sticker was replaced, one on its way to a buyer, and stickers printed in advance."""
        self.dead = self.town.park("皖B67345", "owner", OWNER)
        cars = [card.id for card in vehicles.mine(self.world, "owner").vehicles]
        [other] = [car for car in cars if car != self.car]
        serial = vehicles.see(self.world, "owner", other).serial
        stickers.replace(self.world, "owner", other, Named(serial=serial))
        transfers.offer(self.world, "owner", other)
        self.cars, self.serial = cars, serial
        self.batch = batches.order(
            self.world, "operator", Order(title="翠湖小区", count=2, request="a-batch-00000001")
        ).id

    def photo(self) -> None:
        """Of a request that stays open: with a number in all the places where a photo may hold one; and the place."""
        self.open = self.town.request(self.code, "345", "takes_space", LATE).json_body["case_id"]
        exif, file = Image.Exif(), BytesIO()
        exif[0x010E] = LATE
        Image.new("RGB", (64, 48)).save(file, "JPEG", exif=exif, comment=LATE.encode())
        self.world.files.write(f"sent/{self.open}", file.getvalue() + LATE.encode(), "image/jpeg")
        photos.arrive(self.world, self.open)
        places.tell(self.world, self.open, Position(latitude=31.8206, longitude=117.2272))

    @property
    def known(self) -> dict[str, Sequence[str]]:
        """What the doors' parameters can be."""
        return {
            "vehicle_id": self.cars,
            "case_id": [self.case, self.later, self.open],
            "code": [self.code, self.dead],
            "serial": [self.serial],
            "token": [contacts.token_of(self.world, contact_id) for contact_id in self.contacts],
            "batch_id": [self.batch],
            "name": ["tongban.css", *voice.names().values()],
        }
