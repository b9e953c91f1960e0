"""Officers' accounts: made and closed by an operator, and the first half of their sign-in."""

from chalicelib.errors import Invalid
from chalicelib.ports.directory import Person
from chalicelib.world import World

from .. import passwords
from ..events import OfficerDismissed, OfficerEnrolled
from ..forms import AskOfficerCode, CodeSent, Enrolment
from ..limits import take
from ..model import Officer, Origin
from .codes import challenge
from .sessions import end_all


def enrol(world: World, given: Enrolment) -> Officer:
    """Open an account, or change it: the same command again sets a new password, phone or role."""
    officer_id = _officer_id(world, given.account)
    known = world.store.find(Officer, officer_id)
    officer = Officer(
        id=officer_id,
        version=known.version if known else None,
        phone=given.phone,
        password=passwords.sealed(given.password),
        roles=given.roles,
        area=given.area,
        posts=tuple(given.posts),
    )
    told = OfficerEnrolled(case_id=officer.id, roles=list(officer.roles), area=officer.area, at=world.now())
    world.store.commit(officer, told)
    if given.id_number:
        world.directory.know_officer(officer.id, Person(given.name, given.id_number))
    end_all(world, officer.id, "dismissed")
    return officer


def dismiss(world: World, account: str) -> None:
    """Close an account and end its sessions; a token already given out lives half an hour at most."""
    officer = world.store.get(Officer, _officer_id(world, account))
    told = OfficerDismissed(case_id=officer.id, at=world.now())
    world.store.commit(officer.model_copy(update={"dismissed": True}), told)
    end_all(world, officer.id, "dismissed")


def ask_officer_code(world: World, ask: AskOfficerCode, origin: Origin) -> CodeSent:
    """The answer, and the time it takes, do not tell a wrong password from an unknown account."""
    take(world, "passwords_per_address_hour", origin.address)
    take(world, "passwords_per_account_quarter", ask.account)
    officer = world.store.find(Officer, _officer_id(world, ask.account))
    fits = passwords.fits(ask.password, officer.password if officer else passwords.NOBODY)
    if officer is None or officer.dismissed or not fits:
        raise Invalid("账号或密码不正确。", {"password": "账号或密码不正确。"})
    return challenge(world, officer.phone, "officer", ask.next, origin, officer)


def _officer_id(world: World, account: str) -> str:
    """One account, one id; the account's name itself is kept nowhere."""
    return f"officer-{world.vault.blind(f'officer#{account.lower()}')}"
