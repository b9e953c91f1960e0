"""Who may ask what about whom: purpose, fields, consent, household."""

from chalicelib.ports.directory import Person
from functions.data_sharing.catalogue import acl, services
from tests.functions.data_sharing.conftest import CHILD, LI, STRANGER, WANG, Matter, citizen, refused

DENIED, NO_CONSENT = (403, "Server.ServerProxy.AccessDenied"), (403, "Server.ServerProxy.NoConsent")


def test_a_field_that_the_matter_does_not_need_is_refused(agreed):
    assert refused(agreed.ask("police/household", LI, fields=["members", "address"])) == DENIED


def test_a_service_that_the_matter_does_not_need_is_refused(agreed):
    assert refused(agreed.ask("education/diplomas", LI, fields=["diplomas"])) == DENIED


def test_another_purpose_is_refused(agreed):
    assert refused(agreed.household(purpose="统计")) == DENIED


def test_a_matter_without_rights_is_refused(agreed):
    stranger = Matter(agreed.world, agreed.door, slug="car-move")

    assert refused(stranger.household()) == DENIED
    assert refused(stranger.tell("police/household")) == DENIED


def test_consent_is_for_one_case_and_its_services(agreed):
    assert refused(agreed.household(case_id="case-2")) == NO_CONSENT
    assert refused(agreed.ask("vehicles/registered", LI, fields=["vehicles"])) == NO_CONSENT


def test_consent_to_more_than_the_matter_needs_is_refused(housing):
    assert refused(housing.tell("police/household", "education/diplomas")) == DENIED


def test_a_case_has_one_citizen(agreed):
    assert refused(agreed.tell("police/household", citizen_id="citizen-2")) == DENIED


def test_nothing_more_is_asked_once_consent_is_revoked(agreed):
    agreed.household()
    browser = citizen(agreed)

    answer = browser.submit("/consents/public-housing/case-1/revoke", browser.page("/consents"))

    assert (answer.status, answer.location) == (303, "/data-sharing/consents")
    assert refused(agreed.household()) == NO_CONSENT
    assert "data_sharing.consent_revoked" in [fact.type for fact in agreed.world.bus.facts]


def test_a_citizen_who_agrees_again_is_asked_about_again(agreed):
    citizen(agreed).post("/consents/public-housing/case-1/revoke", {})
    assert refused(agreed.household()) == NO_CONSENT

    agreed.tell("police/household")

    assert agreed.household().status == 200


def test_nobody_revokes_anothers_consent(agreed):
    assert citizen(agreed, "citizen-2").post("/consents/public-housing/case-1/revoke", {}).status == 404
    assert agreed.household().status == 200


def test_consent_told_twice_is_one(agreed):
    agreed.tell("police/household")

    assert [fact.type for fact in agreed.world.bus.facts].count("data_sharing.consent_given") == 1


def test_consent_to_more_adds_to_what_holds(agreed):
    agreed.tell("vehicles/registered")

    assert agreed.household().status == 200
    [consent] = citizen(agreed).fetch("/consents").json["agreed"]
    assert len(consent["services"]) == 3


def test_members_of_the_household_may_be_asked_about_once_the_police_have_named_them(agreed):
    assert refused(agreed.homes(LI, WANG)) == DENIED

    agreed.household()

    assert agreed.homes(LI, WANG, CHILD).status == 200


def test_nobody_else_may_be_asked_about(agreed):
    agreed.household()

    assert refused(agreed.homes(LI, STRANGER)) == DENIED
    assert refused(agreed.ask("police/household", WANG, fields=["members"])) == DENIED


def test_members_named_for_one_case_are_not_named_for_another(agreed):
    agreed.household()
    agreed.tell("real_estate/homes", case_id="case-2")

    assert refused(agreed.homes(WANG, case_id="case-2")) == DENIED


def test_a_citizen_who_has_not_shown_who_they_are_is_not_asked_about(housing):
    housing.world.directory.people.clear()
    housing.tell("police/household")

    assert refused(housing.household()) == NO_CONSENT
    housing.world.directory.people["citizen-1"] = Person("李明朗", LI)
    housing.tell("police/household")
    assert housing.household().status == 200


def test_identity_finds_out_whether_a_claim_is_true(housing):
    identity = Matter(housing.world, housing.door, slug="identity", purpose="实名认证")
    identity.tell("police/person", citizen_id="citizen-9", case_id="real-name-citizen-9")

    claim = identity.ask("police/person", LI, fields=["name", "status"], case_id="real-name-citizen-9")

    assert claim.status == 200


def test_every_right_has_a_service_a_purpose_and_a_basis():
    for matter, rights in acl().items():
        assert rights.basis, matter
        assert set(rights.services) <= set(services()), matter


def test_only_identity_asks_about_whoever_is_claimed():
    rights = [(matter, right) for matter, it in acl().items() for right in it.services.values()]

    assert {matter for matter, right in rights if right.of == "claimed"} == {"identity"}
