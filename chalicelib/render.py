"""Pages: a matter's own templates over the shared ones. Jinja is imported by the first page, not before."""

import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib import filters, guards, idempotency
from chalicelib.answers import HTML, Answer
from chalicelib.assets import APPLICATION, PAGES, asset

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from chalicelib.inbound import Inbound
    from chalicelib.problems import Problem

NEXT = {
    400: "返回上一页，刷新后再试一次。",
    401: "登录后就可以继续办理。",
    403: "返回上一页，刷新后再试一次；还不行，请拨打 12345。",
    404: "请核对链接或二维码是否完整。",
    409: "返回上一页，刷新后看看最新情况。",
    410: "请重新发起一次。",
    429: "请稍等一会儿再试。",
    503: "请稍等一会儿再试。",
}


def page(
    inbound: "Inbound", template: str, it: Any, status: int = 200, problem: "Problem | None" = None
) -> Answer:
    """A page of the matter; with a ``problem``, the form again with what was filled in and what is wrong."""
    context = _shared(inbound) | {
        "it": it,
        "caller": inbound.known,
        "signed_in": inbound.known,
        "csrf": _hidden(inbound),
        "public_url": inbound.world.public_url,
        "now": inbound.world.now(),
        "errors": problem.errors if problem else {},
        "labels": {},
        "problem": problem.detail if problem else None,
        "values": {name: given[-1] for name, given in inbound.form.items()} if problem else {},
        "picked": inbound.form if problem else {},
    }
    body = environment(inbound.matter.home).get_template(template).render(context)
    return Answer(status, HTML, body.encode())


def error_page(inbound: "Inbound", problem: "Problem") -> Answer:
    """A refusal or failure, and what to do next; nobody is looked up for it, as that may be what failed."""
    advice = NEXT.get(problem.status)
    context = _shared(inbound) | {"caller": None, "signed_in": None, "problem": problem, "advice": advice}
    body = environment(inbound.matter.home).get_template("error.html").render(context)
    return Answer(problem.status, HTML, body.encode(), problem.headers())


def _shared(inbound: "Inbound") -> dict[str, Any]:
    base = inbound.matter.base
    return {
        "matter": inbound.matter,
        "elder": inbound.elder,
        "path": inbound.came_from,
        "style": f"{base}/assets/{asset('.css').name}",
        "script": f"{base}/assets/{asset('.js').name}",
    }


def _hidden(inbound: "Inbound") -> "Callable[[], Markup]":
    """``{{ csrf() }}``: what every form carries unseen. Each form that is rendered has a key of its own."""
    from markupsafe import Markup

    field = Markup('<input type="hidden" name="{}" value="{}">')

    def csrf() -> Markup:
        token = field.format(guards.FIELD, guards.token(inbound))
        return token + field.format(idempotency.FIELD, secrets.token_hex(16))

    return csrf


@cache
def environment(home: Path) -> "Environment":
    """Templates of the matter at ``home``, then those of ordinary matters, then the shared ones; compiled once per process."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader([home / "pages", APPLICATION, PAGES]),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("local_time", "local_date", "yuan", "plate", "spaced", "masked_name", "masked_id"):
        made.filters[name] = getattr(filters, name)
    return made
