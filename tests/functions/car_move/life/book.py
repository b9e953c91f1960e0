"""What a case adds up to, from the reports that have arrived: its status and its bill, in whatever order."""

from dataclasses import dataclass, field
from datetime import datetime

from tests.functions.car_move.life.carrier import Callback

FINAL = {"completed", "busy", "no-answer", "failed", "canceled"}
PICKED = {"ringing", "in-progress"}


@dataclass
class Page:
    """One case. Whatever is heard of it is a set, so that neither order nor repetition can matter."""

    rang: set[str] = field(default_factory=set)
    accepted: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    seconds: dict[str, int] = field(default_factory=dict)
    closed: dict[str, object] | None = None

    @property
    def outcome(self) -> str:
        if self.accepted:
            return "answered"
        if self.answered:
            return "replied"
        return "unreachable" if self.ended else "not_called"

    @property
    def ringing(self) -> bool:
        return bool(self.rang - self.ended - self.accepted)

    @property
    def status(self) -> str:
        if self.closed is not None:
            return "closed"
        if self.ringing and not (self.accepted or self.answered):
            return "ringing"
        return "asked" if self.outcome == "not_called" else self.outcome

    @property
    def bill(self) -> int:
        return sum(self.seconds.values())

    def listens(self, report: Callback, now: datetime) -> bool:
        """Closed stays closed, and what is too old says nothing new."""
        return self.closed is None and not report.is_stale(now)

    def hears(self, report: Callback) -> bool:
        """Whether a phone has begun to ring, as far as was known."""
        leg = report.form.get("DialCallSid") or report.form["CallSid"]
        status = report.form.get("DialCallStatus") or report.form["CallStatus"]
        before = leg in self.rang
        if report.kind == "accept":
            if report.form["Digits"] == "1":
                self.rang.add(leg)
                self.accepted.add(leg)
            return not before and leg in self.rang
        if report.kind == "progress" and status in PICKED:
            self.rang.add(leg)
        if status in FINAL:
            self.ended.add(leg)
        told = int(report.form.get("DialCallDuration") or report.form.get("CallDuration") or 0)
        self.seconds[leg] = max(told, self.seconds.get(leg, 0))
        return not before and leg in self.rang
