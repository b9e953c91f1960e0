"""The result: a document that anybody verifies by its code, told apart from forged, expired and revoked ones."""

from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
import zxingcpp

from chalicelib.application.model.case import Case
from chalicelib.application.use_cases import issuing
from chalicelib.definition.task import Result
from chalicelib.errors import Conflict
from tests.application.applicant import door_of, stranger
from tests.application.counter import Counter

MATTER = "temporary-identity"


@pytest.fixture
def case(world):
    """Somebody away from home, whose identity the police confirm at once."""
    counter = Counter(world, MATTER)
    citizen = counter.resident(
        **{"police/person": {"name": "王小明", "id_number": "340103199000000001", "status": "normal"}}
    )
    draft = counter.draft(citizen, "34", {"purpose": "train"})
    submitted = counter.submit(citizen, draft, "34")
    counter.settle()
    return world.store.get(Case, submitted.id)


def test_it_is_issued_once(world, case):
    assert case.status == "approved"
    assert case.certificate
    assert [fact.type for fact in world.bus.facts].count("application.issued") == 1


def test_on_paper_it_says_what_was_found_and_its_code_opens_the_verification(world, case):
    reply = door_of(world, MATTER, case.citizen_id).send(
        "GET", f"/applications/{case.id}/certificate.pdf", accept="application/pdf"
    )
    page = pypdfium2.PdfDocument(reply.body)[0]
    text = page.get_textpage().get_text_range()
    [code] = zxingcpp.read_barcodes(page.render(scale=2).to_pil())

    assert "王小明" in text
    assert "乘坐火车" in text
    assert code.text == f"https://tongban.example/temporary-identity/verify/{case.certificate}"


def test_a_stranger_learns_whether_it_holds_and_no_more(world, case):
    page = stranger(world, MATTER).page(f"/verify/{case.certificate}")

    assert "证明有效" in page.text
    assert "王**" in page.text
    assert "王小明" not in page.text
    assert "没有这份证明" in stranger(world, MATTER).page(f"/verify/{'0' * 32}").text


def test_it_can_be_revoked_with_a_reason(world, case):
    assert issuing.verify(world, case.certificate).standing == "valid"

    with pytest.raises(Conflict):
        issuing.revoke(world, case.certificate, " ")
    issuing.revoke(world, case.certificate, "信息登记有误")

    assert issuing.verify(world, case.certificate).standing == "revoked"


def test_after_three_days_it_is_expired(world, case):
    world.clock.advance(timedelta(days=3))

    assert issuing.verify(world, case.certificate).standing == "expired"


def test_nobody_else_downloads_it(world, case):
    reply = door_of(world, MATTER, "citizen-9").page(f"/applications/{case.id}/certificate.pdf")

    assert reply.status == 404


@pytest.mark.parametrize(
    ("result", "issued", "until"),
    [
        (Result(name="a", type="其他", valid_days=3), (2026, 5, 1), (2026, 5, 4)),
        (Result(name="a", type="证照", valid_years=1), (2026, 5, 1), (2027, 5, 1)),
        (Result(name="a", type="证照", valid_years=1), (2028, 2, 29), (2029, 2, 28)),
        (Result(name="a", type="证照"), (2026, 5, 1), None),
    ],
)
def test_how_long_it_holds(result, issued, until):
    found = issuing.valid_until(result, datetime(*issued, 4, tzinfo=UTC))

    assert (found.year, found.month, found.day) == until if until else found is None
