"""The main journey: a passer-by scans, asks and dials; the owner hears why, presses 1; the two talk; it is over."""

from dataclasses import dataclass
from typing import Any

from local.people import Owner, PasserBy
from local.waiting import until

WORDS = "您好，麻烦您挪一下车。"
REPLY = "好的，马上下来。"


@dataclass(frozen=True)
class Scene:
    """A car with its sticker, its owner, and somebody whose way it blocks."""

    owner: Owner
    passer_by: PasserBy
    link: str
    plate: str

    def ask(self) -> Any:
        """The passer-by scans, and asks."""
        self.passer_by.scan(self.link)
        return self.passer_by.ask(self.link, self.plate)

    def ring(self) -> Any:
        """… and dials the number on the page; the owner's telephone rings."""
        request = self.ask()
        self.passer_by.phone.dial(request["number"])
        self.owner.phone.wait("ringing", timeout=30)
        return request

    def connect(self) -> Any:
        """… the owner answers, is told why, presses 1; both are on the line."""
        request = self.ring()
        self.owner.pick_up()
        self.passer_by.phone.wait("talking", timeout=30)
        return request

    def talk(self) -> Any:
        """… they talk, and hang up; the request as it stands then."""
        request = self.connect()
        since = self.owner.carrier.ledger().last
        self.passer_by.phone.say(WORDS)
        self.owner.phone.wait(heard=WORDS, since=since)
        self.owner.phone.say(REPLY)
        self.passer_by.phone.wait(heard=REPLY, since=since)
        self.owner.phone.hang_up()
        self.passer_by.phone.wait("idle", timeout=30)
        return until(lambda: self.passer_by.follow(request["case_id"]), lambda case: case["answered"])

    def leaks(self) -> list[str]:
        """Whose number the other side's handset showed, read out or received; the privacy oracle."""
        ledger = self.owner.carrier.ledger()
        sides = [(self.owner, self.passer_by), (self.passer_by, self.owner)]
        return [
            f"{b.name} at {a.name}" for a, b in sides if ledger.handset(a.number).reveals(national(b.number))
        ]


def national(number: str) -> str:
    """A number as people dial it at home, which the international form contains."""
    return number.removeprefix("+86")
