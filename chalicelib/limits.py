"""How often somebody may do something, counted where every instance of a function sees it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from chalicelib.errors import TooMany

if TYPE_CHECKING:
    from chalicelib.inbound import Inbound

Per = Literal["address", "device", "caller"]


@dataclass(frozen=True)
class Limit:
    """At most ``times`` ``within`` a window, for each address, device or caller."""

    times: int
    within: timedelta
    per: Per = "address"

    def check(self, inbound: "Inbound", route: str) -> None:
        """Count this request; raises TooMany."""
        subject = inbound.world.vault.blind(f"{self.per}|{self._who(inbound)}")
        if inbound.world.store.count(f"limit#{route}#{subject}", self.within) > self.times:
            raise TooMany("操作太频繁了，请稍等一会儿再试。", self._wait(inbound))

    def _who(self, inbound: "Inbound") -> str:
        match self.per:
            case "address":
                return inbound.address
            case "device":
                return inbound.device
            case "caller":
                return inbound.signed_in.id

    def _wait(self, inbound: "Inbound") -> int:
        """Seconds to the end of the window; the store counts in fixed ones."""
        width = int(self.within.total_seconds())
        return width - int(inbound.world.now().timestamp()) % width
