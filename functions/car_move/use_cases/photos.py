"""A photo for the owner: sent to a place nobody reads, stripped to the picture, seen by who may answer, gone in a day."""

from datetime import timedelta

from chalicelib.errors import NotFound, TooMany
from chalicelib.pictures import NotAPicture, bare
from chalicelib.ports.files import Upload
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.photo import Photo, Showing, Trouble
from functions.car_move.model.request import Request
from functions.car_move.use_cases import inquiries

MOST_BYTES = LIMITS.photo_megabytes * 1024 * 1024
FORM_SECONDS, LINK_SECONDS = 600, 60
NO_PHOTO = "对方没有发照片，或者照片已经自动删除。"
TOO_OFTEN = "这次请求发照片的次数太多了，请电话里告诉车主。"


def offer(world: World, case_id: str, trouble: Trouble = "") -> Showing:
    """Two reads."""
    request = world.store.get(Request, case_id)
    is_open = request.closed_at is None and request.until > world.now()
    form = _form(world, case_id) if is_open else Upload("", {})
    shown = world.store.find(Photo, case_id) is not None
    return Showing(
        case_id=case_id,
        url=form.url,
        fields=form.fields,
        most_megabytes=LIMITS.photo_megabytes,
        shown=shown,
        trouble=trouble,
    )


def _form(world: World, case_id: str) -> Upload:
    back = f"{world.public_url}/car-move/requests/{case_id}/photo/arrived"
    return world.files.upload(_raw(case_id), MOST_BYTES, FORM_SECONDS, back)


def arrive(world: World, case_id: str) -> Trouble:
    """Take in what was sent: the picture is kept, the file as it came is deleted. Again is harmless."""
    request = world.store.get(Request, case_id)
    sent = world.files.read(_raw(case_id), MOST_BYTES)
    if sent is None or len(sent) > MOST_BYTES or request.closed_at:
        return "none"
    if world.store.count(f"photos#{case_id}", timedelta(hours=LIMITS.photo_hours)) > LIMITS.photos_per_case:
        raise TooMany(TOO_OFTEN, 3600)
    try:
        picture, media_type = bare(sent)
    except NotAPicture:
        return "unreadable"
    finally:
        world.files.delete(_raw(case_id))
    world.files.write(_bare(case_id), picture, media_type)
    _keep(world, case_id, media_type)
    return ""


def _keep(world: World, case_id: str, media_type: str) -> None:
    known = world.store.find(Photo, case_id)
    until = world.now() + timedelta(hours=LIMITS.photo_hours)
    version = known.version if known else None
    world.store.commit(Photo(id=case_id, version=version, media_type=media_type, until=until))


def link(world: World, citizen_id: str, case_id: str) -> str:
    """For whoever may answer the request, and for a minute."""
    inquiries.see(world, citizen_id, case_id)
    if not (url := shown(world, case_id)):
        raise NotFound(NO_PHOTO)
    return url


def shown(world: World, case_id: str) -> str:
    """The picture's address for a minute, for whoever was let in already; empty where there is none. One read."""
    return world.files.link(_bare(case_id), LINK_SECONDS) if world.store.find(Photo, case_id) else ""


def _raw(case_id: str) -> str:
    return f"sent/{case_id}"


def _bare(case_id: str) -> str:
    return f"bare/{case_id}"
