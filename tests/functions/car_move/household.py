"""Several people at one car: who is asked, who says yes, and who is rung in a call that nobody answers."""

import re

from functions.car_move.model.contact import Proposal
from functions.car_move.use_cases import consents, contacts, stickers
from functions.car_move.use_cases.contacts import token_of

OWNER, PASSER_BY, THIRD = "+8613800138000", "+8613900139000", "+8613700137000"
SECOND, LAST = "+8613611112222", "+8613511112222"


def add(street, code, phone, name="家人", owner="owner-1"):
    """Somebody who has said yes; returns their id."""
    contact_id = propose(street, code, phone, name, owner)
    consents.accept(street.world, token_of(street.world, contact_id))
    return contact_id


def propose(street, code, phone, name="家人", owner="owner-1"):
    """Somebody who is asked; returns their id."""
    vehicle = stickers.resolve(street.world, code)
    wanted = Proposal(name=name, phone=phone)
    return contacts.propose(street.world, owner, vehicle.id, wanted).places[-1].id


def rung(answer):
    found = re.search(r">(\+\d+)</Number>", answer)
    return found and found[1]


def ring(street, case, to, leg):
    form = {"CallSid": leg, "ParentCallSid": "CA1", "From": case.number, "To": to, "CallStatus": "ringing"}
    street.carrier(f"/calls/{case.id}/progress", **form)


def ended(street, case, turn, leg, status="no-answer"):
    form = {"DialCallSid": leg, "DialCallStatus": status, "CallSid": "CA1"}
    return street.carrier(
        f"/calls/{case.id}/ended/{turn}", **form, From=PASSER_BY, To=case.number
    ).body.decode()


def call_everybody(street, case):
    """A call that nobody answers; the phones that rang."""
    answer, phones = street.dial(PASSER_BY, case.number), []
    while phone := rung(answer):
        phones.append(phone)
        turn = int(re.search(r"ended/(\d+)", answer)[1])
        ring(street, case, phone, f"{case.id}-{turn}")
        answer = ended(street, case, turn, f"{case.id}-{turn}")
    return phones, answer
