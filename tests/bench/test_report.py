"""A benchmark says plainly whether its goals are met."""

import json

import pytest

from bench import __main__ as everything
from bench import report

GOALS = {"ratio": "<= 2.0", "hits": ">= 10", "leaks": "== 0"}


def test_all_goals_met_is_ok(tmp_path, capsys):
    code = report.finish(
        "relay", {"ratio": 2.0, "hits": 10, "leaks": 0, "extra": 1.5}, GOALS, results=tmp_path
    )

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1] == "relay: ok"


def test_a_goal_missed_is_named_with_what_was_measured(tmp_path, capsys):
    code = report.finish("relay", {"ratio": 2.1, "hits": 10, "leaks": 0}, GOALS, results=tmp_path)

    assert code == 1
    assert capsys.readouterr().out.splitlines()[-1] == "relay: short of ratio <= 2.0 (measured 2.1)"


def test_a_goal_nobody_measured_is_missed():
    assert report.short_of({}, {"ratio": "<= 2.0"}) == ["ratio <= 2.0 (measured nothing)"]


def test_results_are_written_for_the_record(tmp_path):
    report.finish("relay", {"ratio": 1.23456}, {"ratio": "<= 2.0"}, seed=7, results=tmp_path)

    written = json.loads((tmp_path / "relay.json").read_text())
    assert written["figures"] == {"ratio": 1.2346}
    assert (written["seed"], written["goals"], written["command"]) == (
        7,
        {"ratio": "<= 2.0"},
        "python -m bench.relay",
    )


@pytest.mark.parametrize(("goal", "met"), [("<= 1", True), (">= 1", True), ("== 1", True), ("<= 0.9", False)])
def test_goals_read_as_comparisons(goal, met):
    assert report.is_met(1.0, goal) is met


def test_every_benchmark_is_found_and_nothing_that_only_helps_them():
    found = set(everything.names())

    assert {"application", "deploy", "footprint", "pool", "reconciliation", "relay"} <= found
    assert (
        not {"applicants", "case_cost", "case_units", "report", "roundtrips", "trivial", "__main__"} & found
    )
