"""Reads a TwiML document into verbs, and names what Twilio would not understand in it."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from simulators.carrier.codes import CallError

HOOK = {"action", "method"}
STATUS = {"statusCallback", "statusCallbackEvent", "statusCallbackMethod"}
ATTRIBUTES: dict[str, set[str]] = {
    "Say": {"voice", "language", "loop"},
    "Play": {"loop", "digits"},
    "Pause": {"length"},
    "Gather": HOOK | {"numDigits", "timeout", "finishOnKey", "input", "actionOnEmptyResult", "language"},
    "Dial": HOOK | {"timeout", "timeLimit", "callerId", "answerOnBridge", "record"},
    "Number": STATUS | {"url", "method"},
    "Client": STATUS | {"url", "method"},
    "Redirect": {"method"},
    "Reject": {"reason"},
    "Hangup": set(),
    "Sms": HOOK | {"to", "from", "statusCallback"},
    "Message": HOOK | {"to", "from", "statusCallback"},
    "Body": set(),
    "Media": set(),
    "Identity": set(),
}
NUMERIC = frozenset({"timeout", "timeLimit", "numDigits", "length", "loop"})
VOICE = frozenset({"Say", "Play", "Pause", "Gather", "Dial", "Redirect", "Reject", "Hangup", "Sms"})
MESSAGING = frozenset({"Message", "Redirect"})


@dataclass(frozen=True)
class Verb:
    """One element of the document."""

    name: str
    attributes: dict[str, str]
    text: str
    children: tuple["Verb", ...]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def number(self, name: str, default: float) -> float:
        return float(self.get(name) or default)

    def flag(self, name: str) -> bool:
        return self.get(name).lower() == "true"


def parse(body: str, verbs: frozenset[str]) -> tuple[list[Verb], list[str]]:
    """The verbs to perform and the warnings (12200); raises CallError 12100 for what is no TwiML."""
    try:
        root = ET.fromstring(body.strip().encode())
    except ET.ParseError as problem:
        raise CallError(12100, str(problem)) from problem
    if root.tag != "Response":
        raise CallError(12100, f"the root element is {root.tag}, not Response")
    document = [_verb(element) for element in root if isinstance(element.tag, str)]
    warnings = [f"{verb.name} is not understood here" for verb in document if verb.name not in verbs]
    known = [verb for verb in document if verb.name in verbs]
    return known, warnings + [text for verb in known for text in _strange(verb)]


def _verb(element: ET.Element) -> Verb:
    for name in NUMERIC & element.attrib.keys():
        if not element.attrib[name].isdecimal():
            raise CallError(12100, f"{element.tag} {name}={element.attrib[name]!r} is not a number")
    # what stands inside Say is SSML: it is spoken, not performed
    inner = () if element.tag == "Say" else element
    children = tuple(_verb(child) for child in inner if isinstance(child.tag, str))
    text = " ".join("".join(element.itertext()).split()) if not children else (element.text or "").strip()
    return Verb(element.tag, dict(element.attrib), text, children)


def _strange(verb: Verb) -> list[str]:
    known = ATTRIBUTES.get(verb.name)
    if known is None:
        return [f"{verb.name} is not understood"]
    here = [f"{verb.name} has no attribute {name}" for name in verb.attributes if name not in known]
    return here + [text for child in verb.children for text in _strange(child)]
