"""What a citizen sees: who looked at their data, and what they have agreed to."""

from chalicelib.definition import definition_of, folder_of
from chalicelib.errors import NotFound
from chalicelib.identity import Caller
from chalicelib.world import World

from ..catalogue import services
from ..forms import Agreed, Agreements, Looked, Trail
from ..model import Consent, Entry, chain_of, consents_of
from .logging import subject_of

PAGE = 20
VIEWS = {"case": "查看办件", "numbers": "查看完整的身份证号和手机号"}
MATERIAL = "material:"
IDENTITY = "identity"


def trail(world: World, caller: Caller, cursor: str) -> Trail:
    """The newest first. Somebody whose real name is not known yet has no log."""
    try:
        subject = subject_of(world, world.directory.person_of(caller.id).id_number)
    except NotFound:
        return Trail(verified=False, entries=[])
    page = world.store.page(Entry, chain_of(subject), cursor=cursor or None, limit=PAGE)
    return Trail(
        verified=True, entries=[_looked(entry, caller) for entry in page.items], cursor=page.cursor or ""
    )


def agreements(world: World, caller: Caller, cursor: str) -> Agreements:
    page = world.store.page(Consent, consents_of(caller.id), cursor=cursor or None, limit=PAGE)
    return Agreements(agreed=[agreed(consent) for consent in page.items], cursor=page.cursor or "")


def agreed(consent: Consent) -> Agreed:
    return Agreed(
        matter=consent.matter,
        title=_title(consent.matter),
        case_id=consent.case_id,
        purpose=consent.purpose,
        services=[_service(name) for name in consent.services],
        given=consent.given,
        revoked=consent.revoked,
    )


def _looked(entry: Entry, caller: Caller) -> Looked:
    known = services().get(entry.service)
    labels = [known.fields.get(name, name) for name in entry.fields] if known else []
    return Looked(
        **entry.model_dump(include={"number", "at", "matter", "case_id", "purpose", "ground", "basis"}),
        what=_service(entry.service) if known else _viewed(entry),
        fields=labels,
        title=_title(entry.matter),
        who=_who(entry, caller),
        is_own_case=entry.ground != "household" and entry.matter != IDENTITY,
        previous=entry.previous,
        hash=entry.hash,
    )


def _viewed(entry: Entry) -> str:
    """What an officer looked at: their matter says so by a name of its own."""
    what = entry.fields[0] if entry.fields else ""
    if not what.startswith(MATERIAL):
        return VIEWS.get(what, VIEWS["case"])
    materials = getattr(definition_of(folder_of(entry.matter)), "materials", [])
    titles = {it.name: it.title for it in materials}
    return f"查看上传的材料：{titles.get(what.removeprefix(MATERIAL), '材料')}"


def _who(entry: Entry, caller: Caller) -> str:
    if entry.by == caller.id:
        return "您自己办事时"
    if entry.matter == IDENTITY:
        return "另一个账号填写了您的身份证号"
    if entry.by.startswith("officer-"):
        return f"工作人员（工号 {entry.by[-6:]}）"
    return "家人或代办人办事时" if entry.ground == "household" else "代您办事的人"


def _service(name: str) -> str:
    known = services().get(name)
    return f"{known.registry} · {known.title}" if known else name


def _title(matter: str) -> str:
    try:
        return definition_of(folder_of(matter)).title
    except FileNotFoundError:
        return matter
