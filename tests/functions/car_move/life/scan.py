"""Whoever opens every door of the matter, texts included: do they come across a number that is not theirs to know?"""

import importlib
import itertools
import json
import pkgutil
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from chalice import Chalice

import functions
from chalicelib.events import Event
from chalicelib.http import Routes
from tests.door import HTML, Door, Reply
from tests.leaks import names, telephones

PARAMETER = re.compile(r"{(\w+)}")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
A_LINE = re.compile(r"\+\d{7,}|(?<![0-9a-zA-Z])\d{8}(?![0-9a-zA-Z])")
SPELLED = str.maketrans("〇零一壹二贰三叁四肆五伍六陆七柒八捌九玖", "00112233445566778899")
TELLING = {
    "phone",
    "phones",
    "number",
    "numbers",
    "name",
    "plate",
    "code",
    "address",
    "caller",
    "body",
    "text",
}


@dataclass(frozen=True)
class Person:
    """Somebody at the door, by their cookies, and the numbers that they must never come across."""

    who: str
    cookies: Mapping[str, str]
    strangers: Sequence[str]

    def looks(self, door: Door, address: str, accept: str = HTML) -> Reply:
        """Everybody comes through the same door: there is only one for all of the matter's views."""
        door.cookies = dict(self.cookies)
        return door.send("GET", address, accept=accept)


def opened(routes: Routes) -> list[str]:
    """Every path of the matter that can be looked at."""
    app = Chalice("tongban")
    app.register_blueprint(routes)
    return sorted(path for path, methods in app.routes.items() if "GET" in methods)


def addresses(path: str, known: Mapping[str, Sequence[str]]) -> list[str]:
    """The path with all values that are known for its parameters; raises KeyError for one the scan must be taught."""
    names = PARAMETER.findall(path)
    chosen = itertools.product(*(known[name] for name in names))
    return [path.format(**dict(zip(names, values, strict=True))) for values in chosen]


def ends(numbers: Iterable[str]) -> list[bytes]:
    """The part of a number that tells it from all others, with or without its prefix."""
    return [number[-8:].encode() for number in numbers]


def leaks(door: Door, person: Person, path: str, known: Mapping[str, Sequence[str]]) -> list[str]:
    """Where this person comes across a stranger's number, as a page or as data."""
    found = []
    for address in addresses(path, known):
        for accept in (HTML, "application/json"):
            reply = person.looks(door, address, accept)
            assert reply.status < 500, (person.who, address, reply.status)
            if any(names(part, person.strangers) for part in contents(reply)):
                found.append(f"{person.who} at {address}")
    return found


def shows(door: Door, person: Person, path: str, known: Mapping[str, Sequence[str]]) -> bool:
    """Whether this person gets to see anything there, or is sent on to where they do."""
    answers = [person.looks(door, address) for address in addresses(path, known)]
    return any(reply.status == 200 or "/car-move" in reply.headers.get("location", "") for reply in answers)


def contents(reply: Reply) -> Iterator[bytes]:
    """The body, what is packed in it, and the headers."""
    yield json.dumps(reply.headers).encode()
    yield reply.body
    for packed in STREAM.findall(reply.body):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed


def aloud(words: str) -> bytes:
    """As a reader would dial it: digits written out are digits, and nothing else stands between them."""
    digits = unicodedata.normalize("NFKC", words).translate(SPELLED)
    return re.sub(r"\W", "", digits).encode()


def facts() -> list[type[Event]]:
    """Every fact that any matter tells."""
    for matter in pkgutil.iter_modules(functions.__path__, "functions."):
        if (found := importlib.util.find_spec(f"{matter.name}.events")) is None:
            continue
        package = importlib.import_module(found.name)
        for module in pkgutil.iter_modules(getattr(package, "__path__", []), f"{found.name}."):
            importlib.import_module(module.name)
    return [fact for fact in _below(Event) if {"type", "example"} <= vars(fact).keys()]


def _below(model: type[Event]) -> Iterator[type[Event]]:
    for sub in model.__subclasses__():
        yield sub
        yield from _below(sub)


def blabs(fact: type[Event]) -> list[str]:
    """The fields of a fact that hold, or could hold, what can be dialled."""
    said = {name: str(value) for name, value in fact.example.items()}
    dialled = {name for name, value in said.items() if telephones(value) or A_LINE.search(value)}
    return [name for name in fact.example if name in dialled or TELLING & set(name.split("_"))]
