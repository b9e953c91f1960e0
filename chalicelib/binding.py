"""Give a view what its annotations ask for; settled once, when the route is declared."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from chalicelib import bodies, remarks
from chalicelib.cookies import Cookies, Jar
from chalicelib.errors import Invalid
from chalicelib.exchange import message_of
from chalicelib.given import Given, given
from chalicelib.identity import Caller
from chalicelib.inbound import Entrance, Inbound, Sent, Visitor
from chalicelib.ports.phone import CarrierForm
from chalicelib.world import World
from chalicelib.xroad.message import Message

Source = Callable[[Inbound], Any]
SOURCES: dict[Any, Source] = {
    World: lambda inbound: inbound.world,
    Caller: lambda inbound: inbound.signed_in,
    Visitor: lambda inbound: inbound.visitor,
    Sent: lambda inbound: inbound.sent,
    Entrance: lambda inbound: inbound.entrance,
    Cookies: lambda inbound: inbound.cookies,
    Jar: lambda inbound: inbound.jar,
    Given: given,
    Message: message_of,
    CarrierForm: lambda inbound: CarrierForm({name: given[-1] for name, given in inbound.form.items()}),
}


@dataclass(frozen=True)
class Binding:
    """Where each argument of a view comes from."""

    sources: tuple[tuple[str, Source], ...]
    in_path: frozenset[str] = frozenset()

    @classmethod
    def of(cls, view: Callable[..., Any], path: str) -> "Binding":
        """Raises TypeError for an argument that nothing can fill."""
        in_path = frozenset(re.findall(r"{(\w+)}", path))
        wanted = inspect.get_annotations(view, eval_str=True)
        names = inspect.signature(view).parameters
        return cls(tuple((name, _source(name, wanted.get(name), in_path)) for name in names), in_path)

    def gather(self, inbound: Inbound) -> dict[str, Any]:
        return {name: source(inbound) for name, source in self.sources}


def _source(name: str, wanted: Any, in_path: frozenset[str]) -> Source:
    if name in in_path:
        return lambda inbound: inbound.args[name]
    if wanted in SOURCES:
        return SOURCES[wanted]
    if isinstance(wanted, type) and issubclass(wanted, BaseModel):
        return _query(wanted) if name == "query" else _body(wanted)
    raise TypeError(f"no request can give a view its argument {name!r}: {wanted!r}")


def _query(model: type[BaseModel]) -> Source:
    return lambda inbound: _checked(model, bodies.shape(model, inbound.query))


def _body(model: type[BaseModel]) -> Source:
    return lambda inbound: _checked(model, inbound.given(model))


def _checked(model: type[BaseModel], given: Any) -> BaseModel:
    """Only what a client sent may be called invalid: elsewhere, a ValidationError is a failure of ours.

    What the model does not know is refused, whatever the model says itself; see ``bodies`` for forms.
    """
    try:
        return model.model_validate(given, extra="forbid")
    except ValidationError as error:
        raise Invalid("有些内容需要修改，请看下面的提示。", remarks.of(error)) from error
