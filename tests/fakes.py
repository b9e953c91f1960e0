"""Stand-ins that tests hand over in a World: a clock that stands still, a bus and a phone that remember."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.errors import Conflict, NotFound
from chalicelib.events import Fact
from chalicelib.ports.dead_letters import Letter
from chalicelib.ports.directory import Person
from chalicelib.ports.files import Upload
from chalicelib.ports.phone import Trace, Traces
from chalicelib.ports.signer import raw


@dataclass
class Clock:
    """Stands still until it is told otherwise."""

    time: datetime = datetime(2026, 5, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, by: timedelta) -> None:
        self.time += by


@dataclass
class Bus:
    """Remembers the facts; ``down`` makes it fail, ``refuse`` makes it take nothing."""

    facts: list[Fact] = field(default_factory=list)
    down: bool = False
    refuse: bool = False

    def put(self, batch: Sequence[Fact]) -> list[bool]:
        if self.down:
            raise ConnectionError("the bus is down")
        if self.refuse:
            return [False for _ in batch]
        self.facts += batch
        return [True for _ in batch]


@dataclass
class Ids:
    """Predictable ids: ``id-1``, ``id-2`` …"""

    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def __call__(self) -> str:
        return f"id-{next(self.numbers)}"


@dataclass
class Phone:
    """Keeps texts instead of sending them; the same key is sent once."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    failing: int = 0
    kept: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    def text(self, to: str, body: str, key: str) -> str:
        if self.failing:
            self.failing -= 1
            raise ConnectionError("the carrier does not answer")
        if key not in self.keys:
            self.texts.append((to, body))
            self.keys[key] = f"SM{len(self.texts):032x}"
        return self.keys[key]

    def traces(self, what: str, before: datetime, cursor: str = "") -> Traces:
        return Traces([Trace(one, "", "") for one in self.kept if what == "text"])

    def forget_text(self, text: str) -> None:
        self.forgotten.append(text)

    def find_text(self, to: str, body: str) -> str | None:
        return f"SM{self.texts.index((to, body)) + 1:032x}" if (to, body) in self.texts else None


@dataclass
class Directory:
    """Who can be reached where and what their real names are, in memory."""

    phones: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def phone_of(self, citizen_id: str) -> str:
        if citizen_id not in self.phones:
            raise NotFound("没有找到这位用户。")
        return self.phones[citizen_id]

    def citizen_of(self, phone: str) -> str | None:
        return next((citizen for citizen, known in self.phones.items() if known == phone), None)

    def put(self, citizen_id: str, phone: str) -> str:
        return self.citizen_of(phone) or (self.phones.setdefault(citizen_id, phone) and citizen_id)

    def move(self, citizen_id: str, phone: str) -> bool:
        self.phone_of(citizen_id)
        if self.citizen_of(phone) not in {None, citizen_id}:
            return False
        self.phones[citizen_id] = phone
        return True

    def person_of(self, citizen_id: str) -> Person:
        if citizen_id not in self.people:
            raise NotFound("还没有完成实名认证。")
        return self.people[citizen_id]

    def put_person(self, citizen_id: str, person: Person) -> str:
        for known_id, known in self.people.items():
            if known.id_number == person.id_number:
                return known_id
        if citizen_id in self.people:
            raise Conflict("您已经用另一个身份证号完成了实名认证。")
        self.people[citizen_id] = person
        return citizen_id

    def know_officer(self, officer_id: str, person: Person) -> None:
        self.people[officer_id] = person


@dataclass
class Files:
    """Files in memory; what a browser would send by a form, a test puts into ``kept``."""

    kept: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def upload(self, key: str, most_bytes: int, seconds: int, back_to: str) -> Upload:
        fields = {"key": key, "success_action_redirect": back_to, "policy": f"{most_bytes} in {seconds} s"}
        return Upload("https://files.example/bucket", fields)

    def read(self, key: str, most_bytes: int) -> bytes | None:
        return self.kept[key][0][: most_bytes + 1] if key in self.kept else None

    def write(self, key: str, body: bytes, media_type: str) -> None:
        self.kept[key] = (body, media_type)

    def delete(self, key: str) -> None:
        self.kept.pop(key, None)

    def link(self, key: str, seconds: int) -> str:
        return f"https://files.example/bucket/{key}?seconds={seconds}"


@dataclass
class FakeShelf:
    """What is published to everybody, in memory."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def read(self, key: str) -> bytes | None:
        return self.kept.get(key)

    def write(self, key: str, body: bytes) -> None:
        self.kept[key] = body


@dataclass
class Machine:
    """Remembers which waiting executions were resumed or failed."""

    resumed: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def resume(self, token: str, output: dict[str, object]) -> None:
        self.resumed.append((token, output))

    def fail(self, token: str, error: str) -> None:
        self.failed.append((token, error))


@dataclass
class Signer:
    """Signs with keys of its own, the first one; ``rotate`` puts a new key in front."""

    keys: list[ec.EllipticCurvePrivateKey] = field(
        default_factory=lambda: [ec.generate_private_key(ec.SECP256R1())]
    )

    def sign(self, message: bytes) -> bytes:
        return raw(self.keys[0].sign(message, ec.ECDSA(SHA256())))

    def public_keys(self) -> list[bytes]:
        der, spki = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        return [key.public_key().public_bytes(der, spki) for key in self.keys]

    def rotate(self) -> None:
        self.keys.insert(0, ec.generate_private_key(ec.SECP256R1()))


@dataclass
class DeadLetters:
    """Facts that nobody could handle; those that were taken are hidden until their time is over."""

    clock: Clock
    kept: list[Letter] = field(default_factory=list)
    hidden: dict[str, datetime] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)

    def add(self, fact: Fact | None) -> None:
        self.kept.append(Letter(f"r{next(self.numbers)}", self.clock(), fact))

    def count(self) -> int:
        return len(self.kept)

    def take(self, seconds: int) -> list[Letter]:
        now = self.clock()
        found = [it for it in self.kept if self.hidden.get(it.receipt, now) <= now][:10]
        self.hidden |= {it.receipt: now + timedelta(seconds=seconds) for it in found}
        return found

    def forget(self, letter: Letter) -> None:
        self.kept = [it for it in self.kept if it.receipt != letter.receipt]
