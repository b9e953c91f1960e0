"""Nothing that can name a person leaves notifications: not in facts, not in logs."""

from dataclasses import dataclass, replace

from functions.notifications.use_cases.delivering import deliver_due
from tests.functions.notifications.conftest import PHONE
from tests.leaks import names


@dataclass
class Indiscreet:
    """A carrier whose complaints repeat what it was given."""

    def text(self, to, body, key):
        raise ValueError(f"{to} is not a number")

    def find_text(self, to, body):
        raise ValueError(f"GET /Messages.json?To={to}")


def test_a_carrier_that_repeats_the_phone_in_its_complaint_is_not_quoted(town, capsys, caplog):
    town.world = replace(town.world, phone=Indiscreet())
    town.hear(town.fact())
    town.minutes(31)
    deliver_due(town.world)

    written = capsys.readouterr()
    told = "".join(fact.model_dump_json() for fact in town.world.bus.facts)
    assert "a text was not taken" in written.out + caplog.text
    assert names("\n".join([told, written.out, written.err, caplog.text]), [PHONE]) == []
