"""A vehicle shared within a household: offered to a phone, taken up by its owner, ended by either side."""

from datetime import timedelta

from chalicelib.errors import NotFound, TooMany
from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.events.sharing import ShareEnded, ShareOffered, VehicleShared
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.share import CODE_DIGITS, Household, Invitation, Invited, Joined, Member, Share
from functions.car_move.model.vehicle import Vehicle
from functions.car_move.rules import sharing as rules
from functions.car_move.use_cases import outgoing, tallies
from functions.car_move.use_cases.belongings import invitation_key
from functions.car_move.use_cases.owned import managed, owned
from functions.car_move.use_cases.sessions import line_id

A_DAY = timedelta(days=1)
TEXT = (
    "【通办】有人邀请您一起管理一辆车的挪车码。用这个手机号登录 {url}/car-move/join ，填写邀请码 {code} 。"
    "不认识对方就不用理会。"
)


def household(world: World, owner_id: str, vehicle_id: str) -> Household:
    """One read, one query, and a look into the directory for each member."""
    vehicle = owned(world, owner_id, vehicle_id)
    members = [_member(world, share) for share in world.store.parts(Share, vehicle_id)]
    left = max(0, LIMITS.co_owners - len(vehicle.managers))
    return Household(vehicle_id=vehicle_id, plate=vehicle.plate, members=members, left=left)


def offer(world: World, owner_id: str, vehicle_id: str, wanted: Invited) -> Household:
    vehicle = owned(world, owner_id, vehicle_id)
    rules.may_invite(vehicle, wanted.phone)
    _count(world, wanted.phone)
    invitation_id = world.new_id()
    invitation = Invitation(
        id=invitation_key(world, code_of(world, invitation_id)),
        purpose="share",
        vehicle_id=vehicle_id,
        owner_id=owner_id,
        phone=wanted.phone,
        line=line_id(world, wanted.phone),
        until=world.now() + timedelta(hours=LIMITS.share_hours),
    )
    fact = ShareOffered(
        case_id=vehicle_id,
        at=world.now(),
        owner_id=owner_id,
        vehicle_id=vehicle_id,
        invitation_id=invitation_id,
    )
    world.store.commit(invitation, fact)
    return household(world, owner_id, vehicle_id)


def send_code(world: World, invitation_id: str) -> None:
    """A repeat says the same code."""
    code = code_of(world, invitation_id)
    invitation = world.store.find(Invitation, invitation_key(world, code))
    if invitation is None or not invitation.phone:
        return
    text = TEXT.format(url=world.public_url, code=code)
    outgoing.text(world, invitation.phone, text, key=invitation_id)


def join(world: World, citizen_id: str, invitation: Invitation, vehicle: Vehicle) -> Joined:
    """From now on they see and manage it; they can neither remove it nor hand it over."""
    rules.room_for_one(vehicle)
    share = Share(id=vehicle.id, citizen_id=citizen_id, owner_id=vehicle.owner_id, since=world.now())
    wider = vehicle.model_copy(update={"managers": [*vehicle.managers, citizen_id]})
    world.store.commit(wider, share, Delete(invitation), _fact(world, vehicle, citizen_id, VehicleShared))
    return Joined(vehicle_id=vehicle.id, purpose="share")


def end(world: World, citizen_id: str, vehicle_id: str, member_id: str) -> None:
    """By the owner, for anybody; by whoever shares it, for themselves."""
    vehicle = managed(world, citizen_id, vehicle_id)
    if citizen_id not in {vehicle.owner_id, member_id}:
        raise NotFound("没有找到这位共同管理人。")
    share = world.store.find(Share, vehicle_id, member_id)
    if share is None:
        return
    fewer = vehicle.model_copy(update={"managers": [one for one in vehicle.managers if one != member_id]})
    world.store.commit(fewer, Delete(share), _fact(world, vehicle, member_id, ShareEnded))


def code_of(world: World, invitation_id: str) -> str:
    number = int(world.vault.blind(f"invitation-code#{invitation_id}"), 16)
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def _member(world: World, share: Share) -> Member:
    try:
        end_of_phone = world.directory.phone_of(share.citizen_id)[-4:]
    except NotFound:
        end_of_phone = ""
    return Member(id=share.citizen_id, phone_end=end_of_phone, since=share.since)


def _count(world: World, phone: str) -> None:
    """Raises Busy where today may cost no more, TooMany where the phone has been sent enough."""
    tallies.affordable(world)
    if world.store.count(f"share-codes#{line_id(world, phone)}", A_DAY) > LIMITS.asked_a_day:
        raise TooMany("给这个手机号发的邀请太多了，请明天再试。", int(A_DAY.total_seconds()))


def _fact(
    world: World, vehicle: Vehicle, member_id: str, kind: type[VehicleShared] | type[ShareEnded]
) -> VehicleShared | ShareEnded:
    return kind(
        case_id=vehicle.id,
        at=world.now(),
        owner_id=vehicle.owner_id,
        vehicle_id=vehicle.id,
        member_id=member_id,
    )
