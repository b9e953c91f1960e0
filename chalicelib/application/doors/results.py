"""Results: the certificate for whoever holds it, and a page where anybody verifies its code."""

from chalicelib.application.certificate_page import draw
from chalicelib.application.model.case import Case
from chalicelib.application.model.certificate import Verified
from chalicelib.application.use_cases import issuing, mandates
from chalicelib.http import Caller, File, Routes
from chalicelib.world import World


def open_doors(routes: Routes, matter: str) -> None:  # noqa: ARG001 - every door is opened alike
    base = routes.about.base

    @routes.get("/applications/{case_id}/certificate.pdf")
    def certificate(world: World, caller: Caller, case_id: str) -> File:
        case = world.store.get(Case, case_id)
        mandates.permit(world, caller.id, case.citizen_id)
        found = issuing.certificate_of(world, case)
        body = draw(found, f"{world.public_url}{base}/verify/{found.id}")
        return File(body, "application/pdf", f"{found.title}.pdf")

    @routes.get("/verify/{code}", page="verify.html")
    def verify(world: World, code: str) -> Verified:
        return issuing.verify(world, code)
