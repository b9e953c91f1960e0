"""The facts that identity tells: ids only, never a phone, a code or a name."""

from typing import Any, ClassVar, Literal

from chalicelib.events import Event

Reason = Literal["signed_out", "reused", "dismissed", "phone_changed"]
Which = Literal["old", "new"]
AT = "2026-05-01T09:00:00Z"
CHALLENGE = "0d1f6a52a1d24f0f9a3b5c7d9e0f1a2b"
CITIZEN = "7c9e6679f4a54f3c8d3b2a1908f7e6d5"
SESSION = "3b241101e2bb4255a1b2c3d4e5f60718"


class CodeRequested(Event):
    """Somebody wants to prove that a phone is theirs; ``case_id`` is the challenge."""

    type: ClassVar[str] = "identity.code_requested"
    example: ClassVar[dict[str, Any]] = {"case_id": CHALLENGE, "at": AT}


class CitizenRegistered(Event):
    """A phone signed in for the first time; ``case_id`` and ``owner_id`` are the new citizen."""

    type: ClassVar[str] = "identity.citizen_registered"
    example: ClassVar[dict[str, Any]] = {"case_id": CITIZEN, "owner_id": CITIZEN, "at": AT}

    owner_id: str


class SignedIn(Event):
    """A session began; ``case_id`` is the session, ``subject`` the citizen or officer."""

    type: ClassVar[str] = "identity.signed_in"
    example: ClassVar[dict[str, Any]] = {"case_id": SESSION, "subject": CITIZEN, "level": 1, "at": AT}

    subject: str
    level: int


class SessionEnded(Event):
    """A session was ended: by its owner, or because an old refresh token turned up again."""

    type: ClassVar[str] = "identity.session_ended"
    example: ClassVar[dict[str, Any]] = {
        "case_id": SESSION,
        "subject": CITIZEN,
        "reason": "signed_out",
        "at": AT,
    }

    subject: str
    reason: Reason


class PhoneCodeWanted(Event):
    """A citizen wants to move to another phone, and ``which`` phone is to be sent its code; ``case_id`` is the change."""

    type: ClassVar[str] = "identity.phone_code_wanted"
    example: ClassVar[dict[str, Any]] = {"case_id": CHALLENGE, "which": "old", "at": AT}

    which: Which


class PhoneChangeDecided(Event):
    """Both phones were proven; ``case_id`` is the change, which is now carried out."""

    type: ClassVar[str] = "identity.phone_change_decided"
    example: ClassVar[dict[str, Any]] = {"case_id": CHALLENGE, "at": AT}


class PhoneChanged(Event):
    """The directory knows a citizen by another phone: whoever keeps the old one looks it up anew."""

    type: ClassVar[str] = "identity.phone_changed"
    example: ClassVar[dict[str, Any]] = {"case_id": CITIZEN, "owner_id": CITIZEN, "at": AT}

    owner_id: str


class Verified(Event):
    """A citizen has shown who they are; ``case_id`` and ``owner_id`` are the citizen."""

    type: ClassVar[str] = "identity.verified"
    example: ClassVar[dict[str, Any]] = {"case_id": CITIZEN, "owner_id": CITIZEN, "level": 2, "at": AT}

    owner_id: str
    level: int


class OfficerEnrolled(Event):
    """An operator gave an officer an account, or changed it; ``case_id`` is the officer."""

    type: ClassVar[str] = "identity.officer_enrolled"
    example: ClassVar[dict[str, Any]] = {"case_id": "a1b2c3", "roles": ["officer"], "area": "3401", "at": AT}

    roles: list[str]
    area: str


class OfficerDismissed(Event):
    """An operator closed an officer's account; ``case_id`` is the officer."""

    type: ClassVar[str] = "identity.officer_dismissed"
    example: ClassVar[dict[str, Any]] = {"case_id": "a1b2c3", "at": AT}
