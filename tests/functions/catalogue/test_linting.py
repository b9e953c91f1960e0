"""The rules find what is wrong, no more: by example, and on the real catalogue of another province."""

import time
from collections import Counter

import pytest

from functions.catalogue.linting.facts import facts_of
from functions.catalogue.linting.findings import lint, rules
from functions.catalogue.model.content import Matter
from functions.catalogue.sources.reading import read
from tests.functions.catalogue.conftest import a_matter, shared

CODE = "11440000006939756B2440101007000"
BROKEN = {
    "same_phone": {"link_way": "020-12345", "supervise_way": "020-12345"},
    "zero_visits": {"visits": 0, "online": False, "courier": False},
    "licence_without_materials": {"task_type": "行政许可", "materials": []},
    "promise_longer": {"limits": {"statutory": 5, "promised": 6}},
    "days_of_two_kinds": {"limits": {"statutory": 5, "promised": 3, "promised_type": "自然日"}},
    "credit_code": {"codes": {"body": "13440000515356094L"}},
    "code_digits": {"codes": {"task": CODE[:30]}, "task_type": "行政许可"},
    "code_type": {"codes": {"task": CODE}, "task_type": "公共服务"},
    "code_base": {"codes": {"task": CODE, "catalogue": "440101007001"}, "task_type": "行政许可"},
    "waits_though_instant": {"limits": {"statutory": 5, "promised": 0}, "steps": ["申请", "公示", "办结"]},
    "title_closes": {"title": "出生登记（新生儿"},
    "material_twice": {"materials": ["居民身份证", "居民身份证|部门共享"]},
    "name_twice": {"everyday_names": ["上户口", "上户口"]},
    "utterance_twice": {"utterances": ["怎么上户口", "怎么上户口"]},
    "says_only_its_title": {"utterances": ["出生登记"]},
    "no_conditions": {"conditions": []},
    "no_basis": {"basis": []},
    "no_limits": {"limits": {}},
    "no_place": {"where": ""},
}


def names(matter):
    return [finding.rule.name for finding in lint(matter)]


def test_there_is_an_example_for_every_rule():
    assert [rule.name for rule in rules()] == list(BROKEN)


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rule_finds_what_it_says(rule):
    assert names(a_matter(**BROKEN[rule])) == [rule]


def test_a_good_matter_is_left_alone():
    good = {"visits": 0, "online": True, "courier": False, "codes": {"task": CODE, "body": CODE[:18]}}

    assert names(a_matter(task_type="行政许可", **good)) == []


def test_what_comes_before_one_applies_is_not_waited_for():
    assert names(a_matter(limits={"statutory": 3, "promised": 0}, steps=["公示", "申请", "办结"])) == []


def test_rules_ask_about_facts_that_there_are():
    known = facts_of(a_matter()).keys()

    assert {test.fact for rule in rules() for test in rule.all} <= known
    assert {test.than for rule in rules() for test in rule.all} - {""} <= known


def test_every_rule_says_why():
    assert [rule.name for rule in rules() if len(rule.why) < 10] == []


def test_the_counts_on_guangdongs_catalogue():
    began, found, bodies = time.perf_counter(), Counter(), set()
    with shared("guangdong_matters.jsonl").open("rb") as lines:
        for line in lines:
            _, matter = read(line)
            found.update(names(matter))
            if "credit_code" in names(matter):
                bodies.add(matter.codes.body)

    assert {rule: found[rule] for rule in list(BROKEN)[:4]} == {
        "same_phone": 183,
        "zero_visits": 51,
        "licence_without_materials": 9,
        "promise_longer": 0,
    }
    assert bodies == {"13440000515356094L", "TE440000GD030003VV"}
    assert (found["code_digits"], found["code_type"], found["code_base"]) == (0, 0, 0)
    assert time.perf_counter() - began < 5


def test_nothing_said_is_nothing_wrong():
    bare = Matter.model_validate(
        {
            "title": "某事项",
            "theme": "其他",
            "department": "某局",
            "task_type": "行政许可",
            "audience": ["法人"],
            "link_way": "",
        }
    )

    assert [finding.rule.level for finding in lint(bare)] == ["gap"] * 4
