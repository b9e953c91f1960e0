"""Materials: sent straight to where files are kept, looked into there, and only then anybody's to see."""

import hashlib
from datetime import timedelta

from chalicelib.application.inspection import Clean, Unfit, inspect
from chalicelib.application.model.case import Case
from chalicelib.application.model.document import Document, Slot, Slots, Trouble
from chalicelib.application.use_cases.paperwork import Paperwork
from chalicelib.definition.materials import Material
from chalicelib.errors import Conflict, NotFound
from chalicelib.store import Delete
from chalicelib.world import World

FORM_SECONDS, LINK_SECONDS = 600, 60
MEGABYTE = 1024 * 1024
A_DAY, SENT_A_DAY = timedelta(days=1), 60
NOT_OPEN = "这件申请现在不能改材料。"
NO_FILE = "没有这份材料，或者还没有上传。"


def show(world: World, work: Paperwork, base: str, trouble: dict[str, Trouble] | None = None) -> Slots:
    """Every material of the matter, what is there, and a form for each that may be sent now."""
    there = {document.name: document for document in world.store.parts(Document, work.case_id)}
    slots = [
        _slot(world, work, base, material, there.get(material.name), (trouble or {}).get(material.name, ""))
        for material in work.materials
        if material.source == "applicant"
    ]
    return Slots(
        case_id=work.case_id,
        slots=slots,
        provided=[material.title for material in work.materials if material.source != "applicant"],
        missing=[material.title for material in missing(work, there)],
        is_open=work.is_open,
    )


def _slot(
    world: World, work: Paperwork, base: str, material: Material, there: Document | None, trouble: Trouble
) -> Slot:
    slot = Slot(
        name=material.name,
        title=material.title,
        help=material.help,
        necessity=material.necessity,
        accepts=material.accepts,
        most_megabytes=material.most_megabytes,
        there=there,
        trouble=trouble,
    )
    if not work.is_open:
        return slot
    back = f"{world.public_url}{base}/applications/{work.case_id}/materials/{material.name}/arrived"
    most = material.most_megabytes * MEGABYTE
    form = world.files.upload(_incoming(work.case_id, material.name), most, FORM_SECONDS, back)
    return slot.model_copy(update={"url": form.url, "fields": form.fields})


def missing(work: Paperwork, there: dict[str, Document]) -> list[Material]:
    """What has to be there and is not."""
    return [
        material
        for material in work.materials
        if material.source == "applicant" and material.necessity == "必要" and material.name not in there
    ]


def arrive(world: World, work: Paperwork, name: str) -> Trouble:
    """Take in what was sent: it is kept as it was found fit, and what came is deleted. Again is harmless."""
    material = _wanted(work, name)
    if not work.is_open:
        raise Conflict(NOT_OPEN)
    most, incoming = material.most_megabytes * MEGABYTE, _incoming(work.case_id, name)
    sent = world.files.read(incoming, most)
    if sent is None:
        return "none"
    try:
        if world.store.count(f"materials#{work.case_id}", A_DAY) > SENT_A_DAY:
            return "too_often"
        if len(sent) > most:
            return "too_large"
        clean = inspect(sent, material.accepts)
    except Unfit as unfit:
        return unfit.trouble
    finally:
        world.files.delete(incoming)
    _keep(world, work, name, clean)
    return ""


def _keep(world: World, work: Paperwork, name: str, clean: Clean) -> None:
    """The file first and the record after it: a record without its file would be a loss, a file alone is none."""
    digest = hashlib.sha256(clean.body).hexdigest()
    known = world.store.find(Document, work.case_id, name)
    key = f"kept/{work.case_id}/{name}/{digest}"
    if known and known.key == key:
        return
    world.files.write(key, clean.body, clean.media_type)
    world.store.commit(
        Document(
            id=work.case_id,
            version=known.version if known else None,
            name=name,
            key=key,
            media_type=clean.media_type,
            size=len(clean.body),
            sha256=digest,
            handed_in=world.now(),
            earlier=[*known.earlier, known.key] if known and work.is_submitted else [],
        )
    )
    if known and not work.is_submitted:
        world.files.delete(known.key)


def remove(world: World, work: Paperwork, name: str) -> None:
    """Take a material back out of a draft."""
    if not work.is_open or work.is_submitted:
        raise Conflict(NOT_OPEN)
    document = world.store.get(Document, work.case_id, _wanted(work, name).name)
    world.store.commit(Delete(document))
    world.files.delete(document.key)


def link(world: World, work: Paperwork, name: str) -> str:
    """For a minute, to whoever may see this case: ``work`` is proof of that."""
    document = world.store.find(Document, work.case_id, _wanted(work, name).name)
    if document is None:
        raise NotFound(NO_FILE)
    return world.files.link(document.key, LINK_SECONDS)


def of(world: World, case: Case) -> list[Document]:
    """What was handed in with a case. One query."""
    return world.store.parts(Document, case.id)


def _wanted(work: Paperwork, name: str) -> Material:
    found = next((it for it in work.materials if it.name == name and it.source == "applicant"), None)
    if found is None:
        raise NotFound(NO_FILE)
    return found


def _incoming(case_id: str, name: str) -> str:
    return f"incoming/{case_id}/{name}"
