"""Twilio identifiers, and what counts as a telephone number."""

import re
import secrets

E164 = re.compile(r"\+[1-9]\d{6,14}")
CLIENT = re.compile(r"client:[\w.@+-]{1,121}")
# What networks put in place of a withheld number; none of them names a subscriber.
WITHHELD = frozenset(
    {"anonymous", "restricted", "unavailable"}
    | {"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253", "+464"}
)
COUNTRIES = {"+1": "US", "+44": "GB", "+65": "SG", "+852": "HK", "+853": "MO", "+86": "CN"}


def new_sid(prefix: str) -> str:
    return prefix + secrets.token_hex(16)


def is_e164(text: str) -> bool:
    return E164.fullmatch(text) is not None


def is_address(text: str) -> bool:
    return is_e164(text) or CLIENT.fullmatch(text) is not None


def country(number: str) -> str:
    """The country Twilio reports for a number; blank for a client or a withheld number."""
    if not is_e164(number) or number in WITHHELD:
        return ""
    return next((COUNTRIES[number[:size]] for size in (4, 3, 2) if number[:size] in COUNTRIES), "")
