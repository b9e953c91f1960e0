"""The portal's small models of other matters' facts, held against what their publishers say of them."""

import json
from pathlib import Path

import pytest

from chalicelib import matters
from chalicelib.definition import definition_of, folder_of
from functions.catalogue import files
from functions.catalogue.rules.lines import line_of
from functions.catalogue.use_cases import loading
from functions.portal.model.digest import DIGEST, Digest
from functions.portal.model.told import READERS
from functions.portal.rules.digesting import digested
from functions.portal.use_cases.digesting import Released, catch_up
from functions.portal.words import happenings, lives, services, shelves

EVENTS = Path("docs/generated/events")


def published(fact):
    """The schema and the example that the publisher's own class generates."""
    schema = json.loads((EVENTS / f"{fact}.schema.json").read_text())
    return schema, schema["examples"][0]


@pytest.mark.parametrize("fact", happenings())
def test_every_fact_is_read_as_its_publisher_tells_it(fact):
    schema, example = published(fact)
    about = happenings()[fact]

    for one in READERS[about.about].model_validate(example).heard(about.by):
        assert one.owner in {example["owner_id"], example.get("agent_id")}
        stage = about.stage_for(one.says)
        if stage and one.kind:
            assert stage in lives()[one.kind].stages
    assert not about.by or about.by in schema["properties"]


@pytest.mark.parametrize("fact", happenings())
def test_every_word_that_chooses_is_known(fact):
    """Where a publisher names the words there may be, each stage and text is for one of them."""
    schema, _ = published(fact)
    about = happenings()[fact]
    words = schema["properties"].get(about.by, {}).get("enum")

    if words:
        assert set(about.texts) <= set(words)
        assert about.stages == "itself" or set(about.stages) <= set(words)


@pytest.mark.parametrize("fact", happenings())
def test_every_happening_does_something(fact):
    about = happenings()[fact]

    assert about.stage or about.stages or about.text or about.texts
    assert READERS[about.about].kind or about.text


def test_the_catalogues_release_is_read_as_it_is_told():
    _, example = published("catalogue.released")

    assert Released.model_validate(example).release == example["release"]


def test_the_bus_takes_the_pattern():
    """EventBridge takes 2,048 characters: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"""
    consumed = sorted(matters.load("portal").definition.consumes)

    assert len(json.dumps({"detail-type": consumed}, separators=(",", ":"))) <= 2048


@pytest.mark.parametrize("service", services(), ids=lambda it: it.matter)
def test_a_service_on_the_front_page_stands_where_its_matter_says(service):
    definition = definition_of(folder_of(service.matter))

    assert service.address.split("/")[1] in definition.base_paths


def test_every_status_of_a_payment_has_a_stage():
    from functions.utility_payment.model.payment import Status

    assert set(lives()["payment"].stages) == set(Status.__args__)


def test_every_status_of_a_case_has_a_stage():
    from chalicelib.application.model.case import Status

    assert set(Status.__args__) <= set(lives()["application"].stages)


def test_our_whole_catalogue_is_shown_as_it_is_released(town):
    """In the catalogue's own lines: nothing of it is lost on the front page, and everybody's words lead somewhere."""
    lines = [json.loads(line_of(name, 1, content)) for name, content in files.read().items()]

    digest = digested(lines, 1, town.world.now(), shelves())

    assert [place.title for place in digest.frequent] == shelves().frequent
    assert set(shelves().themes) == {theme.name for theme in digest.themes}
    assert len(digest.scenarios) >= 20
    assert {place.url.split("/")[2] for place in digest.scenarios} == {"scenarios"}
    assert digest.elder
    assert {it.name for it in digest.audiences} >= {"自然人", "法人"}


def test_what_the_press_prints_is_found_with_and_without_its_fact(town):
    loading.load(town.world, {"newborn-household": files.read()["newborn-household"]})
    [told] = [fact for fact in town.world.bus.facts if fact.type == "catalogue.released"]

    catch_up(town.world)
    town.hear(told)

    assert town.world.store.get(Digest, DIGEST).number == 1
