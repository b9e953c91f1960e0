"""Who somebody is, and what their device may keep."""

import hmac
from collections.abc import Mapping

from chalicelib.cookies import Cookie
from chalicelib.errors import NotFound
from chalicelib.filters import masked_name
from chalicelib.identity import Caller
from chalicelib.world import World

from ..forms import Account

KEEP = "tongban_keep"
YEAR = 365 * 24 * 3600


def account_of(world: World, caller: Caller, cookies: Mapping[str, str]) -> Account:
    """Two looks into the directory."""
    return Account(
        level=caller.level,
        roles=sorted(caller.roles),
        name=_name(world, caller.id),
        phone_end=_phone_end(world, caller.id),
        keeping=keeps(world, caller, cookies),
    )


def keeps(world: World, caller: Caller, cookies: Mapping[str, str]) -> bool:
    """Whether this very person has let this very device keep copies: another one's permission is none."""
    return hmac.compare_digest(cookies.get(KEEP, "").encode(), _permission(world, caller).encode())


def permission(world: World, caller: Caller, keep: bool) -> Cookie:
    return Cookie(KEEP, _permission(world, caller) if keep else "", YEAR if keep else 0)


def _permission(world: World, caller: Caller) -> str:
    return world.vault.blind(f"keep|{caller.id}")[:32]


def _name(world: World, citizen_id: str) -> str:
    try:
        return masked_name(world.directory.person_of(citizen_id).name)
    except NotFound:
        return ""


def _phone_end(world: World, citizen_id: str) -> str:
    try:
        return world.directory.phone_of(citizen_id)[-4:]
    except NotFound:
        return ""
