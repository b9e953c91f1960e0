"""The worked examples of every ordinary matter come out as their authors say."""

import pytest

from chalicelib.application.assessing import advice
from tests.application.definitions import ORDINARY, editions
from tests.application.worked import examples_of, worked

EXAMPLES = [(name, example) for name in ORDINARY for example in examples_of(name)]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda it: getattr(it, "title", it))
def test_it_comes_out_as_it_should(name, example):
    findings = worked(name, example)
    verdicts = {finding.rule: finding.verdict for finding in findings}

    assert advice(findings) == example.expect, "\n".join(finding.explanation for finding in findings)
    assert verdicts | example.findings == verdicts
    for rule, words in example.says.items():
        assert words in next(finding.explanation for finding in findings if finding.rule == rule)


@pytest.mark.parametrize("name", ORDINARY)
def test_examples_show_every_rule_kept_and_not_kept(name):
    """Where no fact could break a rule, it is not kept while nobody has vouched for the fact."""
    shown = {
        (finding.rule, finding.verdict == "met")
        for matter, example in EXAMPLES
        if matter == name
        for finding in worked(matter, example)
    }
    rules = [rule.name for rule in editions(name)[0].definition.rules]

    assert [rule for rule in rules if not {(rule, True), (rule, False)} <= shown] == []
