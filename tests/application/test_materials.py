"""Materials: straight to where files are kept, looked into there, and only then anybody's to see."""

import io

import pytest
from PIL import Image

from chalicelib.application.model.case import Case
from chalicelib.application.model.document import Document
from chalicelib.application.use_cases import drafts, materials, paperwork
from chalicelib.application.use_cases.changing import change
from chalicelib.application.use_cases.drafts import Beginning
from chalicelib.errors import Conflict, NotFound
from tests.application.counter import ANSWERS, HOUSING, Counter

BASE = "/public-housing"


def photo(colour="white"):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def counter(world):
    return Counter(world)


@pytest.fixture
def citizen(counter):
    return counter.resident()


@pytest.fixture
def draft(world, citizen):
    made = drafts.begin(world, HOUSING, citizen, Beginning(area="3401", consent=True))
    drafts.save(world, citizen.id, made.id, ANSWERS)
    return made


@pytest.fixture
def work(world, citizen, draft):
    return lambda: paperwork.of_applicant(world, HOUSING, citizen.id, draft.id)


def send(world, case_id, name, body, media_type="application/octet-stream"):
    """What S3 does with the browser's form."""
    world.files.kept[f"incoming/{case_id}/{name}"] = (body, media_type)


def test_there_are_exactly_two_uploads_and_each_has_a_form(world, work):
    shown = materials.show(world, work(), BASE)

    assert [slot.name for slot in shown.slots] == ["commitment", "contract"]
    assert all(slot.url and "10485760" in slot.fields["policy"] for slot in shown.slots)
    assert shown.missing == ["个人承诺书", "劳动合同"]
    assert shown.provided == ["户口簿"]


def test_what_arrives_is_looked_into_kept_and_gone_from_where_it_came(world, work, draft):
    send(world, draft.id, "contract", photo())

    assert materials.arrive(world, work(), "contract") == ""

    [document] = world.store.parts(Document, draft.id)
    assert document.media_type == "image/jpeg"
    assert list(world.files.kept) == [document.key]
    assert document.key.startswith(f"kept/{draft.id}/contract/")
    assert materials.show(world, work(), BASE).missing == ["个人承诺书"]


@pytest.mark.parametrize(
    ("body", "trouble"),
    [(b"MZ\x90", "unreadable"), (b"", "unreadable"), (b"x" * (10 * 1024 * 1024 + 1), "too_large")],
)
def test_what_is_not_fit_leaves_nothing_behind(world, work, draft, body, trouble):
    send(world, draft.id, "contract", body)

    assert materials.arrive(world, work(), "contract") == trouble

    assert world.files.kept == {}
    assert world.store.parts(Document, draft.id) == []


def test_coming_back_twice_keeps_it_once(world, work, draft):
    send(world, draft.id, "contract", photo())
    materials.arrive(world, work(), "contract")

    assert materials.arrive(world, work(), "contract") == "none"
    assert len(world.files.kept) == 1


def test_a_replaced_file_of_a_draft_is_gone(world, work, draft):
    for colour in ("white", "black"):
        send(world, draft.id, "contract", photo(colour))
        materials.arrive(world, work(), "contract")

    assert len(world.files.kept) == 1


def test_a_replaced_file_of_a_case_stays_as_evidence(world, counter, citizen):
    case_id = counter.apply(citizen)
    change(world, case_id, lambda case: (case.model_copy(update={"status": "correcting"}), []))
    before = world.store.get(Document, case_id, "contract").key
    send(world, case_id, "contract", photo("black"))

    materials.arrive(world, paperwork.of_applicant(world, HOUSING, citizen.id, case_id), "contract")

    assert world.store.get(Document, case_id, "contract").earlier == [before]


def test_a_case_that_is_being_reviewed_takes_nothing(world, counter, citizen):
    case_id = counter.apply(citizen)
    send(world, case_id, "contract", photo())
    sealed = paperwork.of_applicant(world, HOUSING, citizen.id, case_id)

    assert all(not slot.url for slot in materials.show(world, sealed, BASE).slots)
    with pytest.raises(Conflict):
        materials.arrive(world, sealed, "contract")
    with pytest.raises(Conflict):
        materials.remove(world, sealed, "contract")


def test_a_link_is_for_a_minute_and_for_nobody_else(world, work, draft):
    send(world, draft.id, "contract", photo())
    materials.arrive(world, work(), "contract")

    assert materials.link(world, work(), "contract").endswith("?seconds=60")
    with pytest.raises(NotFound):
        paperwork.of_applicant(world, HOUSING, "citizen-stranger", draft.id)
    with pytest.raises(NotFound):
        materials.link(world, work(), "household_book")


def test_a_material_can_be_taken_back_out_of_a_draft(world, work, draft):
    send(world, draft.id, "contract", photo())
    materials.arrive(world, work(), "contract")

    materials.remove(world, work(), "contract")

    assert world.files.kept == {}
    assert materials.show(world, work(), BASE).missing == ["个人承诺书", "劳动合同"]


def test_nobody_sends_without_end(world, work, draft):
    for _ in range(materials.SENT_A_DAY):
        send(world, draft.id, "contract", b"nothing")
        materials.arrive(world, work(), "contract")
    send(world, draft.id, "contract", photo())

    assert materials.arrive(world, work(), "contract") == "too_often"


def test_a_case_knows_what_was_handed_in(world, counter, citizen):
    case = world.store.get(Case, counter.apply(citizen))

    assert {document.name for document in materials.of(world, case)} == {"commitment", "contract"}
