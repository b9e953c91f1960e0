"""Who may ask what about whom. Basis: 《个人信息保护法》第六条 (purpose and least scope), 第三十四条 (within one's powers)."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from chalicelib.xroad.refusal import AccessDenied, NoConsent

from ..catalogue import Right, Rights
from ..model import Consent


class Asking(NamedTuple):
    """A question, as far as permission goes."""

    matter: str
    service: str
    fields: Collection[str]
    purpose: str


def right(acl: Mapping[str, Rights], asking: Asking) -> Right:
    """The right that covers the question; raises AccessDenied where the matter, the field or the purpose is not in it."""
    rights = acl.get(asking.matter)
    if rights is None or asking.service not in rights.services or asking.purpose != rights.purpose:
        raise AccessDenied("this matter may not ask that, or not for this purpose")
    held = rights.services[asking.service]
    if not set(asking.fields) <= set(held.fields):
        raise AccessDenied("a field that this matter does not need")
    return held


def consented(consent: Consent | None, asking: Asking) -> Consent:
    """Raises NoConsent where there is none for it, or none any more (第十五条: consent can be withdrawn)."""
    if consent is None or not consent.holds:
        raise NoConsent("the citizen has not consented, or not any more")
    if consent.purpose != asking.purpose or asking.service not in consent.services:
        raise NoConsent("the citizen has consented to something else")
    return consent


def about(held: Right, subjects: Collection[str], applicant: str, kin: Collection[str]) -> None:
    """Raises AccessDenied for anybody but the applicant and, where the right says so, their household."""
    allowed = {applicant, *(kin if held.of == "household" else ())}
    if held.of != "claimed" and not set(subjects) <= allowed:
        raise AccessDenied("somebody who is not of this household")
