"""What one workload came to, and the table of all."""

from collections.abc import Iterable
from dataclasses import dataclass

HEAD = (
    f"{'workload':<8} {'kind':<4} {'sessions':>10} {'again':>9} {'at cap':>8} {'blocked':>8} {'raced':>8}"
    f" {'busiest':>7} {'numbers':>7} {'ratio':>6} {'calls dialled':>13} {'astray':>7} {'dead':>6} {'seconds':>7}"
)


@dataclass
class Tally:
    """``busiest`` is the most numbers that the sessions at one phone need; ``numbers`` how many were given."""

    workload: str
    numbering: str
    sessions: int = 0
    again: int = 0
    at_cap: int = 0
    blocked: int = 0
    raced: int = 0
    given_up: int = 0
    over_cap: int = 0
    busiest: int = 0
    numbers: int = 0
    probes: int = 0
    misrouted: int = 0
    dead: int = 0
    seconds: float = 0.0

    @property
    def ratio(self) -> float:
        return self.numbers / self.busiest if self.busiest else 0.0

    def __str__(self) -> str:
        return (
            f"{self.workload:<8} {self.numbering:<4} {self.sessions:>10,} {self.again:>9,} {self.at_cap:>8,}"
            f" {self.blocked:>8,} {self.raced:>8,} {self.busiest:>7} {self.numbers:>7} {self.ratio:>6.3f}"
            f" {self.probes:>13,} {self.misrouted:>7,} {self.dead:>6,} {self.seconds:>7.1f}"
        )


def total(tallies: Iterable[Tally], what: str) -> int:
    return sum(getattr(tally, what) for tally in tallies)
