"""My account: who I am here, what this device may keep, and how to be forgotten."""

from chalicelib.http import Caller, Cookies, Jar
from chalicelib.world import World

from ..forms import Account, AccountQuery, Forgetting, Forgotten, Keeping, Kept
from ..use_cases.account import account_of, permission
from ..use_cases.forgetting import forget
from .doors import routes


@routes.get("/account", page="account.html")
def show(query: AccountQuery, caller: Caller, cookies: Cookies, world: World) -> Account:
    return account_of(world, caller, cookies).model_copy(update={"done": query.done})


@routes.post(
    "/account/keep",
    then=lambda it: f"/account?done={'keeping' if it.keeping else 'not_keeping'}",
    status=200,
)
def keep(wish: Keeping, caller: Caller, jar: Jar, world: World) -> Kept:
    jar.append(permission(world, caller, wish.keep))
    return Kept(keeping=wish.keep)


@routes.get("/account/forget", page="forget.html")
def confirm(caller: Caller, cookies: Cookies, world: World) -> Account:
    return account_of(world, caller, cookies)


@routes.post("/account/forget", then=lambda _: "/account?done=forgotten", status=200)
def be_forgotten(nothing: Forgetting, caller: Caller, world: World) -> Forgotten:  # noqa: ARG001
    return Forgotten(records=forget(world, caller.id))
