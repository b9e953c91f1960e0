"""The list of rights against the matters' own definitions: whatever is needed is there, and nothing more."""

from chalicelib import matters
from chalicelib.application.edition import current
from chalicelib.application.form import needed_registries
from chalicelib.definition import definition_of, folder_of
from functions.data_sharing.catalogue import acl

ORDINARY = [name for name in matters.names() if definition_of(folder_of(name)).kind == "application"]


def needed(matter: str) -> dict[str, tuple[set[str], str]]:
    """Service → its fields that something uses, and whom they are about; ``own/…`` is no registry."""
    edition = current(matter)
    of_household = {it.registry for it in edition.definition.fields if it.of == "household"}
    return {
        service: (set(fields), "household" if service in of_household else "applicant")
        for service, fields in needed_registries(edition).items()
        if not service.startswith("own/")
    }


def test_there_is_something_to_check():
    assert "public_housing" in ORDINARY


def test_every_ordinary_matter_may_ask_for_what_it_needs_and_for_nothing_more():
    for matter in ORDINARY:
        rights = acl().get(matter.replace("_", "-"))
        held = {name: (set(it.fields), it.of) for name, it in rights.services.items()} if rights else {}

        assert held == needed(matter), matter


def test_every_purpose_is_the_one_that_the_matter_states():
    for matter in ORDINARY:
        rights = acl().get(matter.replace("_", "-"))

        assert rights is None or rights.purpose == f"办理{definition_of(folder_of(matter)).title}"


def test_every_right_is_a_matters():
    assert {matter.replace("-", "_") for matter in acl()} <= set(matters.names())


def test_who_has_rights_may_call():
    for matter in acl():
        assert definition_of(folder_of(matter)).uses.registries, matter
