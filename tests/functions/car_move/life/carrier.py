"""What a carrier makes of an answer to an inbound call, and all that it reports of the call then."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Literal
from xml.etree import ElementTree

from tests.functions.car_move.life.town import PUBLIC

HOME = f"{PUBLIC}/car-move"
Kind = Literal["progress", "whisper", "accept", "ended", "finished"]
UNANSWERED = {"busy": "busy", "no answer": "no-answer", "unreachable": "failed", "hung up": "canceled"}
STALE = timedelta(minutes=60)
OUTCOMES = [*UNANSWERED, "answered"]


@dataclass(frozen=True)
class Bridged:
    """A Dial: which phone rings, what it shows, and where the carrier reports."""

    to: str
    show: str
    whisper: str
    progress: str
    ended: str

    @property
    def case(self) -> str:
        return self.whisper.split("/")[2]


def verbs(answer: bytes) -> list[str]:
    return [verb.tag for verb in ElementTree.fromstring(answer)]  # noqa: S314


def bridged(answer: bytes) -> Bridged | None:
    """The Dial in an answer, if there is one; it has to hide the caller and to record nothing."""
    dial = ElementTree.fromstring(answer).find("Dial")  # noqa: S314
    if dial is None:
        return None
    [number] = dial
    assert (dial.get("record"), dial.get("answerOnBridge")) == ("do-not-record", "true")
    paths = [number.get("url"), number.get("statusCallback"), dial.get("action")]
    whisper, progress, ended = (str(path).removeprefix(HOME) for path in paths)
    return Bridged(str(number.text), str(dial.get("callerId")), whisper, progress, ended)


@dataclass(frozen=True)
class Callback:
    """One report, as it is sent however often, at whatever time."""

    kind: Kind
    path: str
    form: dict[str, str]
    case: str
    at: datetime | None = None

    def is_stale(self, now: datetime) -> bool:
        """The carrier writes whole seconds."""
        return self.at is not None and self.at.replace(microsecond=0) < now - STALE


@dataclass(frozen=True)
class Call:
    """Somebody dials ``number`` and another phone rings."""

    sid: str
    caller: str
    number: str
    bridge: Bridged
    at: datetime
    nth: int = 0

    def reports(self, outcome: str, digits: str, seconds: int) -> list[Callback]:
        """In the order of events. ``digits`` are what the rung phone presses, if it answers."""
        if outcome in UNANSWERED:
            status = UNANSWERED[outcome]
            rings = [] if status in {"busy", "failed"} else ["ringing"]
            told = [self._progress(step) for step in ("initiated", *rings)]
            return [*told, self._progress(status), self._ended(status), self._finished()]
        return [
            *(self._progress(status) for status in ("initiated", "ringing", "in-progress")),
            self._report("whisper", self.bridge.whisper, self._leg()),
            self._report(
                "accept", self.bridge.whisper.replace("whisper", "accept"), self._leg(Digits=digits)
            ),
            self._progress("completed", seconds),
            self._ended("completed", seconds),
            self._finished(),
        ]

    @property
    def leg(self) -> str:
        return f"{self.sid}-leg-{self.nth}"

    def _leg(self, **more: str) -> dict[str, str]:
        ends = {"From": self.bridge.show, "To": self.bridge.to, "Caller": self.bridge.show}
        return {"CallSid": self.leg, "ParentCallSid": self.sid, "CallStatus": "in-progress", **ends, **more}

    def _call(self, **more: str) -> dict[str, str]:
        return {"CallSid": self.sid, "From": self.caller, "To": self.number, "FromCity": "", **more}

    def _progress(self, status: str, seconds: int = 0) -> Callback:
        times = {"Timestamp": format_datetime(self.at), "CallDuration": str(seconds)}
        return self._report("progress", self.bridge.progress, self._leg(CallStatus=status, **times), self.at)

    def _ended(self, status: str, seconds: int = 0) -> Callback:
        dialled = {"DialCallSid": self.leg, "DialCallStatus": status, "DialCallDuration": str(seconds)}
        return self._report("ended", self.bridge.ended, self._call(CallStatus="in-progress", **dialled))

    def _finished(self) -> Callback:
        return self._report("finished", "/calls/finished", self._call(CallStatus="completed"))

    def _report(self, kind: Kind, path: str, form: dict[str, str], at: datetime | None = None) -> Callback:
        return Callback(kind, path, form, self.bridge.case, at)
