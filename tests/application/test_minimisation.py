"""No registry is asked for what no rule, no computed field and no form uses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.application.edition import Edition
from chalicelib.application.form import needed_registries
from chalicelib.definition.ordinary import Ordinary
from tests.application.definitions import ORDINARY, editions

every_matter = pytest.mark.parametrize("name", ORDINARY)


def useful(matter: Ordinary) -> set[str]:
    """Fields that somebody sees, or on which a decision, a paper or a place rests: found by walking, step by step."""
    names = {rule.fact for rule in matter.rules} | {field.name for field in matter.fields if field.shown}
    names |= {*matter.task.result.shows, matter.located_by, *(matter.notice.shows if matter.notice else [])}
    while True:
        more = {name for field in matter.fields if field.name in names for name in field.inputs} - names
        if not more:
            return names
        names |= more


def asked(edition: Edition) -> set[tuple[str, str]]:
    return {(service, field) for service, fields in needed_registries(edition).items() for field in fields}


def without(edition: Edition, rules: set[str], hidden: set[str]) -> Edition:
    """The same matter with fewer rules, and fewer fields on its form."""
    base = edition.definition
    fields = [
        field.model_copy(update={"shown": False}) if field.name in hidden else field for field in base.fields
    ]
    kept = [rule for rule in base.rules if rule.name not in rules]
    return Edition(edition.matter, base.model_copy(update={"rules": kept, "fields": fields}))


@every_matter
def test_exactly_what_is_used_is_asked_for(name):
    for edition in editions(name):
        names = useful(edition.definition)
        used = {
            (field.registry, field.from_field)
            for field in edition.definition.fields
            if field.registry and field.name in names
        }

        assert asked(edition) == used


@every_matter
@given(data=st.data())
def test_what_a_rule_or_the_form_gives_up_is_not_asked_for_any_more(name, data):
    edition = editions(name)[0]
    rules = data.draw(st.sets(st.sampled_from([rule.name for rule in edition.definition.rules])))
    hidden = data.draw(st.sets(st.sampled_from([field.name for field in edition.definition.fields])))
    poorer = without(edition, rules, hidden)

    names = useful(poorer.definition)

    assert asked(poorer) == {
        (field.registry, field.from_field)
        for field in poorer.definition.fields
        if field.registry and field.name in names
    }


@every_matter
def test_a_matter_of_which_nothing_is_left_asks_nobody(name):
    edition = editions(name)[0]
    poorer = without(
        edition,
        {rule.name for rule in edition.definition.rules},
        {field.name for field in edition.definition.fields},
    )

    assert asked(without_results(poorer)) == set()


def without_results(edition: Edition) -> Edition:
    base = edition.definition
    result = base.task.result.model_copy(update={"shows": []})
    task = base.task.model_copy(update={"result": result})
    return Edition(edition.matter, base.model_copy(update={"task": task, "located_by": "", "notice": None}))


@every_matter
def test_what_an_answer_excludes_is_not_asked_for(name):
    for edition in editions(name):
        conditional = [field for field in edition.definition.fields if field.registry and field.when]
        for field in conditional:
            assert field.from_field not in needed_registries(edition, {}).get(field.registry, [])
