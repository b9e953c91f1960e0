"""Every ordinary matter, gathering its evidence from signed answers of the registries: everything is said, and as declared."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.application.edition import current
from chalicelib.application.facts import UNVERIFIED, facts
from chalicelib.application.form import needed_registries
from chalicelib.application.use_cases.gathering import Dossier, evidence_of, gather
from chalicelib.ports.directory import Person
from chalicelib.ports.peers import KmsPeers
from chalicelib.ports.shared_data import SharedData
from functions.data_sharing.model import Entry, chain_of
from functions.data_sharing.use_cases.logging import subject_of
from tests.functions.data_sharing.street import Street, street
from tests.functions.data_sharing.test_minimisation import ORDINARY
from tests.simulators.registries.office import Office, open_office

ANYBODY = "程晓禾"
PEOPLE = {
    "elderly_allowance": "丁守仪",
    "teacher_certificate": "江映雪",
    "diploma_certificate": "江云帆",
    "property_certificate": "江海涛",
    "temporary_identity": "罗长生",
}


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with open_office() as office:
        yield office


@pytest.fixture
def way(world, office) -> Iterator[Street]:
    with street(world, office) as way:
        yield way


def gathered(way: Street, matter: str, name: str):
    """The matter's edition, and what registries said about that person."""
    slug = matter.replace("_", "-")
    way.world.directory.people["citizen-1"] = Person(name, way.office.named(name))
    parameters = way.registry.parameters
    registry = SharedData(parameters, slug, KmsPeers(parameters, slug, way.world.now), way.world.now)
    world, edition = replace(way.world, registry=registry), current(matter)
    dossier = Dossier("case-1", "citizen-1", "citizen-1", way.world.now())
    return edition, gather(world, edition, dossier)


@pytest.mark.parametrize("matter", ORDINARY)
def test_everything_that_registries_are_asked_is_said_as_declared(way, matter):
    edition, said = gathered(way, matter, PEOPLE.get(matter, ANYBODY))

    known = facts(edition, {}, said, way.world.now().date())
    told = [it for it in edition.definition.fields if it.registry and not it.registry.startswith("own/")]
    assert [it.name for it in told if known.get(it.name, "left out") is UNVERIFIED] == []


@pytest.mark.parametrize("matter", ORDINARY)
def test_nothing_was_asked_that_nothing_uses(way, matter):
    before = len(way.office.sim("ledger").json())
    edition, _ = gathered(way, matter, PEOPLE.get(matter, ANYBODY))

    asked = {it["service"]: sorted(it["fields"]) for it in way.office.sim(f"ledger?since={before}").json()}
    needed = needed_registries(edition, {})
    assert asked == {it: sorted(fields) for it, fields in needed.items() if not it.startswith("own/")}


def test_a_family_is_asked_about_together_and_each_sees_it(way):
    gathered(way, "public_housing", "程晓禾")

    kept = {it.service: it for it in evidence_of(way.world, "case-1")}
    assert all(it.signed.count(".") == 2 for it in kept.values() if not it.service.startswith("own/"))
    for name in ("苏雨桐", "程一诺"):
        subject = subject_of(way.world, way.office.named(name))
        seen = way.world.store.parts(Entry, chain_of(subject))
        assert {it.ground for it in seen} == {"household"}
        assert "real_estate/homes" in {it.service for it in seen}


def test_one_registry_down_leaves_its_fields_unverified_and_the_rest_said(way):
    way.office.fault("down", service="vehicles")

    edition, said = gathered(way, "public_housing", "程晓禾")
    way.office.sim("faults", method="DELETE")

    known = facts(edition, {}, said, way.world.now().date())
    assert known["vehicles"] is UNVERIFIED
    assert known["vehicles_value"] is UNVERIFIED
    assert known["income_per_person"] == 8_400_000 // 12 // 3
