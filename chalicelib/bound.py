"""A view bound to a route: from a request to an answer, through everything that guards it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from chalicelib import answers, guards, headers, idempotency, render
from chalicelib.answers import JSON, Answer, File, Redirect
from chalicelib.cookies import bake
from chalicelib.errors import Invalid
from chalicelib.limits import Limit
from chalicelib.problems import problem

if TYPE_CHECKING:
    from chalicelib.binding import Binding
    from chalicelib.inbound import Inbound

XML = "text/xml; charset=utf-8"


@dataclass(frozen=True)
class Bound:
    """``page`` is its template, ``then`` where a browser goes after a POST; without them it speaks JSON only.

    ``posts_to``: where else a form on its page goes, if anywhere. ``allows``: headers of a page that needs more than others
    (``headers.widened``). ``kept``: for how many seconds anybody may keep the answer, which is then the same for everybody.
    """

    method: str
    view: Callable[..., Any]
    binding: "Binding"
    status: int = 200
    page: str | None = None
    then: Callable[[Any], str] | None = None
    limits: tuple[Limit, ...] = ()
    pages: Sequence["Bound"] = ()
    posts_to: Callable[[Any], str] | None = None
    allows: Callable[[Any], dict[str, str]] | None = None
    kept: int = 0

    def answer(self, inbound: "Inbound") -> Answer:
        if self.method == "GET":
            return self._do(inbound, self.binding.gather(inbound))
        guards.check_site(inbound)
        try:
            return self._change(inbound)
        except Invalid as error:
            if not (self.page and inbound.wants_html):
                raise
            return render.page(inbound, self.page, self._behind(inbound), 422, problem(error))

    def _change(self, inbound: "Inbound") -> Answer:
        if inbound.is_form:
            guards.check_token(inbound)
        if self.method != "POST":
            return self._do(inbound, self.binding.gather(inbound))
        key = idempotency.key_of(inbound)
        given = self.binding.gather(inbound)
        return idempotency.once(inbound, key, lambda: self._do(inbound, given))

    def _do(self, inbound: "Inbound", given: dict[str, Any]) -> Answer:
        for limit in self.limits:
            limit.check(inbound, f"{self.view.__module__}.{self.view.__name__}")
        return bake(self._present(inbound, self.view(**given)), inbound.jar, inbound.is_secure)

    def _present(self, inbound: "Inbound", result: Any) -> Answer:
        match result:
            case None if not self.then:
                return Answer(204)
            case File():
                return self._keeping(answers.of_file(result))
            case Redirect():
                return answers.see_other(result.url, result.again)
        if inbound.wants_html and self.then:
            return answers.see_other(self.then(result))
        if inbound.wants_html and self.page:
            return self._allowing(render.page(inbound, self.page, result), result)
        return self._json(result)

    def _allowing(self, answer: Answer, result: Any) -> Answer:
        if self.posts_to and (url := self.posts_to(result)):
            answer.headers["Content-Security-Policy"] = headers.posting_to(guards.origin_of(url))
        if self.allows:
            answer.headers |= self.allows(result)
        return answer

    def _json(self, result: BaseModel) -> Answer:
        answer = Answer(self.status, JSON, result.model_dump_json().encode())
        if self.then:
            answer.headers["Location"] = self.then(result)
        return self._keeping(answer)

    def _keeping(self, answer: Answer) -> Answer:
        if self.kept:
            answer.headers |= headers.kept(self.kept)
        return answer

    def _behind(self, inbound: "Inbound") -> Any:
        """What the page shows around its form: the result of a GET of it that the form can address."""
        for shown in self.pages:
            if shown.page == self.page and (page := inbound.behind(shown.binding.in_path)):
                return shown.view(**shown.binding.gather(page))
        return None


@dataclass(frozen=True)
class Webhook:
    """A view for the telephone carrier: no cookie, no key, but a signature that must hold."""

    view: Callable[..., bytes]
    binding: "Binding"

    def answer(self, inbound: "Inbound") -> Answer:
        form = {name: given[-1] for name, given in inbound.form.items()}
        inbound.world.phone.verify(inbound.url, form, inbound.raw.headers)
        return Answer(200, XML, self.view(**self.binding.gather(inbound)))


@dataclass(frozen=True)
class Message:
    """A view for another machine: no cookie, no key; the view itself proves from ``Sent`` who speaks."""

    view: Callable[..., BaseModel | None]
    binding: "Binding"

    def answer(self, inbound: "Inbound") -> Answer:
        result = self.view(**self.binding.gather(inbound))
        return Answer(204) if result is None else Answer(200, JSON, result.model_dump_json().encode())
