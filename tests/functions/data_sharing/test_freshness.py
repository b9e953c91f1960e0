"""Answers serve again while they are fresh, say when they were given, and are asked anew afterwards."""

from datetime import datetime, timedelta

from functions.data_sharing.model import KeptAnswer
from tests.functions.data_sharing.conftest import LI, WANG, Matter, refused


def asked(matter):
    return len(matter.world.registries.asked)


def test_a_fresh_answer_serves_again_with_the_same_end(agreed):
    first = agreed.household().json
    agreed.world.clock.advance(timedelta(hours=23, minutes=59))

    assert agreed.household().json == first
    assert asked(agreed) == 1


def test_a_stale_answer_is_asked_anew(agreed):
    first = agreed.household().json
    agreed.world.clock.advance(timedelta(hours=24))

    second = agreed.household().json

    assert asked(agreed) == 2
    assert datetime.fromisoformat(second["fresh_until"]) > datetime.fromisoformat(first["fresh_until"])


def test_every_service_has_its_own_time(agreed):
    agreed.homes(LI)
    agreed.world.clock.advance(timedelta(hours=12))
    agreed.homes(LI)

    assert asked(agreed) == 2


def test_an_answer_serves_for_the_same_question_only(agreed):
    agreed.household()
    agreed.homes(LI)
    agreed.homes(LI, WANG)

    assert asked(agreed) == 3


def test_another_matter_gets_the_kept_answer_only_with_rights_and_consent_of_its_own(agreed):
    agreed.homes(LI)
    other = Matter(agreed.world, agreed.door, slug="property-certificate", purpose="办理不动产登记信息证明")

    assert refused(other.homes(LI)) == (403, "Server.ServerProxy.NoConsent")
    other.tell("real_estate/homes")
    assert other.homes(LI).status == 200
    assert asked(agreed) == 1


def test_an_old_answer_that_a_registry_repeats_is_not_believed(agreed):
    agreed.world.registries.ago = timedelta(minutes=6)

    assert refused(agreed.household()) == (503, "Server.ServerProxy.ServiceFailed")


def test_that_somebody_is_unknown_is_asked_anew(agreed):
    agreed.world.registries.unknown = {LI}
    reply = agreed.household()
    agreed.world.registries.unknown = set()
    agreed.household()

    until = datetime.fromisoformat(reply.json["fresh_until"])
    assert until - agreed.world.now() == timedelta(minutes=5)
    assert asked(agreed) == 2


def test_a_kept_answer_lies_sealed(agreed):
    agreed.household()

    kept = KeptAnswer.model_fields
    assert all(kept[name].metadata for name in ("statement", "signed"))
