"""Materials: a page with a form per material that goes straight to where files are kept, and links for a minute."""

from pydantic import BaseModel

from chalicelib.application.model.document import Slots, Trouble
from chalicelib.application.use_cases import materials, paperwork
from chalicelib.http import Caller, Redirect, Routes
from chalicelib.world import World


class TroubleQuery(BaseModel):
    """What became of the file that was sent last."""

    of: str = ""
    trouble: Trouble = ""


class Removed(BaseModel):
    case_id: str


def open_doors(routes: Routes, matter: str) -> None:
    base = routes.about.base

    @routes.get("/applications/{case_id}/materials", page="materials.html", posts_to=_first_form)
    def show(world: World, caller: Caller, case_id: str, query: TroubleQuery) -> Slots:
        work = paperwork.of_applicant(world, matter, caller.id, case_id)
        return materials.show(world, work, base, {query.of: query.trouble} if query.of else None)

    @routes.get("/applications/{case_id}/materials/{name}/arrived")
    def arrived(world: World, caller: Caller, case_id: str, name: str) -> Redirect:
        """Where S3 sends the browser back to."""
        trouble = materials.arrive(world, paperwork.of_applicant(world, matter, caller.id, case_id), name)
        wrong = f"?of={name}&trouble={trouble}" if trouble else ""
        return Redirect(f"{base}/applications/{case_id}/materials{wrong}#{name}")

    @routes.get("/applications/{case_id}/materials/{name}")
    def look(world: World, caller: Caller, case_id: str, name: str) -> Redirect:
        return Redirect(
            materials.link(world, paperwork.of_applicant(world, matter, caller.id, case_id), name)
        )

    @routes.post(
        "/applications/{case_id}/materials/{name}/remove",
        then=lambda it: f"{base}/applications/{it.case_id}/materials",
        status=200,
    )
    def remove(world: World, caller: Caller, case_id: str, name: str) -> Removed:
        materials.remove(world, paperwork.of_applicant(world, matter, caller.id, case_id), name)
        return Removed(case_id=case_id)


def _first_form(slots: Slots) -> str:
    return next((slot.url for slot in slots.slots if slot.url), "")
