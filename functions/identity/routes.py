"""The door for people: sign in, stay signed in, see one's devices, move to another phone, sign out."""

from urllib.parse import quote

from chalicelib.errors import Unauthenticated
from chalicelib.http import Caller, Cookies, Jar, Redirect, Routes, Visitor
from chalicelib.world import World

from . import rules
from .agents import name_of
from .carried import REFRESH, carry, drop
from .forms import (
    AskCode,
    AskOfficerCode,
    AskPhoneChange,
    ChangeAsked,
    ChangeQuery,
    CodeSent,
    Expiring,
    GiveCode,
    GivePhoneCodes,
    GiveRealName,
    GiveRefresh,
    Granted,
    Keys,
    Me,
    OwnPhone,
    PhoneMoved,
    RealName,
    SignedOut,
    Where,
)
from .model import Origin
from .use_cases import codes, officers, phones, real_names, sessions
from .use_cases.me import me
from .use_cases.sign_in import sign_in

KEYS_KEPT = 300  # seconds; whoever meets a key that they do not know asks again

routes = Routes(__name__)


def code_page(sent: CodeSent) -> str:
    return f"{rules.SIGN_IN}/code?challenge={sent.challenge}&next={quote(sent.next, safe='/')}"


def phone_codes_page(asked: ChangeAsked) -> str:
    return f"/identity/phone/codes?change={asked.change}" + ("&lost=1" if asked.lost else "")


@routes.get("/")
def front() -> Redirect:
    return Redirect(rules.HOME)


@routes.get("/sign-in", page="sign_in.html")
def show_sign_in(query: Where) -> Where:
    return query


@routes.post("/sign-in", page="sign_in.html", then=code_page)
def ask_code(ask: AskCode, visitor: Visitor, world: World) -> CodeSent:
    return codes.ask_code(world, ask, _origin(visitor))


@routes.get("/officers/sign-in", page="officer_sign_in.html")
def show_officer_sign_in(query: Where) -> Where:
    return query


@routes.post("/officers/sign-in", page="officer_sign_in.html", then=code_page)
def ask_officer_code(ask: AskOfficerCode, visitor: Visitor, world: World) -> CodeSent:
    return officers.ask_officer_code(world, ask, _origin(visitor))


@routes.get("/sign-in/code", page="code.html")
def show_code(query: Where) -> Where:
    return query


@routes.post("/sign-in/code", page="code.html", then=lambda granted: granted.next)
def give_code(given: GiveCode, visitor: Visitor, jar: Jar, world: World) -> Granted:
    granted = sign_in(world, given, _origin(visitor))
    carry(jar, granted, world.now())
    return granted


@routes.get("/refresh", passing=True)
def refresh(query: Expiring, cookies: Cookies, jar: Jar, world: World) -> Redirect:
    """Every matter sends an expired session here, and it comes back with what it brought, a form included."""
    try:
        granted = sessions.renew(world, cookies.get(REFRESH, ""))
    except Unauthenticated:
        drop(jar)
        return Redirect(f"{rules.SIGN_IN}?next={quote(rules.safe_next(query.page), safe='/')}")
    carry(jar, granted, world.now())
    return Redirect(rules.safe_next(query.next), again=True)


@routes.post("/tokens", status=200)
def renew(given: GiveRefresh, world: World) -> Granted:
    return sessions.renew(world, given.refresh)


@routes.get("/me", page="me.html")
def show_me(caller: Caller, world: World) -> Me:
    return me(world, caller)


@routes.get("/real-name", page="real_name.html")
def show_real_name(query: Where, caller: Caller, world: World) -> RealName:
    return real_names.shown(world, caller, query.next)


@routes.post("/real-name", page="real_name.html", then=lambda granted: granted.next, status=200)
def give_real_name(given: GiveRealName, caller: Caller, jar: Jar, world: World) -> Granted:
    granted = real_names.verify(world, caller, given)
    carry(jar, granted, world.now())
    return granted


@routes.post("/me/devices/{session_id}/sign-out", then=lambda _: rules.HOME, status=200)
def sign_out_device(session_id: str, caller: Caller, world: World) -> SignedOut:
    return sessions.sign_out(world, caller, session_id)


@routes.get("/phone", page="phone.html")
def show_phone(caller: Caller, world: World) -> OwnPhone:
    return phones.own(world, caller)


@routes.post("/phone", page="phone.html", then=phone_codes_page)
def change_phone(wanted: AskPhoneChange, caller: Caller, visitor: Visitor, world: World) -> ChangeAsked:
    return phones.ask(world, caller, wanted, _origin(visitor))


@routes.get("/phone/codes", page="phone_codes.html")
def show_phone_codes(query: ChangeQuery) -> ChangeQuery:
    return query


@routes.post("/phone/codes", page="phone_codes.html", then=lambda _: rules.SIGN_IN, status=200)
def give_phone_codes(given: GivePhoneCodes, caller: Caller, jar: Jar, world: World) -> PhoneMoved:
    moved = phones.give(world, caller, given)
    drop(jar)
    return moved


@routes.post("/sign-out", then=lambda _: rules.SIGN_IN, status=200)
def sign_out(caller: Caller, jar: Jar, world: World) -> SignedOut:
    drop(jar)
    return sessions.sign_out(world, caller, caller.session)


@routes.post("/sign-out/everywhere", then=lambda _: rules.SIGN_IN, status=200)
def sign_out_everywhere(caller: Caller, jar: Jar, world: World) -> SignedOut:
    drop(jar)
    return sessions.sign_out_everywhere(world, caller)


@routes.get("/.well-known/jwks.json", kept=KEYS_KEPT)
def keys(world: World) -> Keys:
    return Keys.model_validate(world.tokens.jwks())


def _origin(visitor: Visitor) -> Origin:
    return Origin(visitor.address, visitor.device, name_of(visitor.agent))
