"""Where the product wants to be asked or told: the web addresses a call carries with it."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urljoin

ALL_EVENTS = ("initiated", "ringing", "answered", "completed")


@dataclass(frozen=True)
class Patience:
    """How long Twilio waits for a web server, in seconds, and how often it tries again."""

    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0
    retries: int = 1
    retry_on: frozenset[str] = frozenset({"ct"})

    @classmethod
    def of(cls, url: str) -> "Patience":
        """Connection overrides stand in the fragment: #ct=2000&rt=3000&tt=9000&rc=2&rp=5xx,rt"""
        wish = dict(parse_qsl(urldefrag(url).fragment))
        policy = frozenset(wish.get("rp", "ct").split(","))
        return cls(
            connect=_milliseconds(wish.get("ct", "5000"), 10_000),
            read=_milliseconds(wish.get("rt", "15000"), 15_000),
            total=_milliseconds(wish.get("tt", "15000"), 15_000),
            retries=min(max(int(wish.get("rc", "1")), 0), 5),
            retry_on=frozenset({"ct", "rt", "4xx", "5xx"}) if "all" in policy else policy,
        )


def _milliseconds(text: str, most: int) -> float:
    return min(max(int(text), 100), most) / 1000


@dataclass(frozen=True)
class Page:
    """A TwiML document to fetch, with form fields of its own and somewhere to turn when it fails."""

    url: str
    method: str = "POST"
    fields: dict[str, str] = field(default_factory=dict)
    fallback_url: str = ""
    fallback_method: str = "POST"
    text: str = ""

    def beside(self, url: str, method: str, fields: dict[str, str] | None = None) -> "Page":
        """Another document, its address taken relative to this one, with the same fallback."""
        target = urljoin(self.url, url) if url else self.url
        return Page(target, method.upper(), fields or {}, self.fallback_url, self.fallback_method)


@dataclass(frozen=True)
class Reporting:
    """Which events of a leg are told to which address."""

    url: str
    method: str = "POST"
    events: tuple[str, ...] = ("completed",)
