"""An execution's journal: what is done is replayed, what was under way is known."""

from datetime import UTC, datetime, timedelta

from local.emulator.journal import Execution, Journal


def after_one_state() -> Execution:
    execution: Execution = {}
    journal = Journal(execution)
    assert journal.replay("Ask") is None
    journal.record("Ask", {"answer": 1}, "Tell", {"x": 2})
    return execution


def test_a_second_run_replays_what_is_done_and_nothing_else() -> None:
    journal = Journal(after_one_state())

    assert journal.replay("Ask") == {
        "state": "Ask",
        "output": {"answer": 1},
        "next": "Tell",
        "variables": {"x": 2},
    }
    assert journal.replay("Ask") is None


def test_a_changed_machine_is_run_as_it_is_now() -> None:
    execution = after_one_state()
    journal = Journal(execution)

    assert journal.replay("Greet") is None
    journal.record("Greet", {}, None, {})

    assert [entry["state"] for entry in execution["journal"]] == ["Greet"]


def test_a_wait_is_measured_over_all_runs() -> None:
    execution = after_one_state()
    journal = Journal(execution, position=1)
    journal.waited()

    execution["present"]["since"] = (datetime.now(UTC) - timedelta(hours=1)).isoformat()

    assert 3600 <= Journal(execution, position=1).waited() < 3700


def test_a_token_is_taken_back_once_and_only_by_the_state_it_was_for() -> None:
    execution = after_one_state()
    Journal(execution, position=1).hand_over("token")

    assert Journal(execution, position=1).take_back() == "token"
    assert Journal(execution, position=1).take_back() is None

    Journal(execution, position=1).hand_over("token")
    assert Journal(execution, position=2).take_back() is None
