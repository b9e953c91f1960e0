"""Nothing that can name a person leaves identity: not in facts, not in logs, not in addresses."""

import traceback
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from functions.identity.routes import routes
from functions.identity.use_cases.codes import NotSent
from tests.door import Door
from tests.functions.identity.conftest import Town
from tests.leaks import names, stands

PHONES = ("+8613800138000", "+8613900139000")


@dataclass
class Indiscreet:
    """A carrier whose complaints repeat what it was given."""

    def text(self, to, body, key):
        raise ValueError(f"{to} is not a number; it was to read {body}")


def test_a_whole_life_leaves_no_phone_behind(town, capsys, caplog):
    door = Door(routes, town.world)
    seen = []

    sent = door.submit("/sign-in", phone="13800138000")
    code = town.code()
    page = door.page(sent.location.removeprefix("/identity"))
    for answer in (town.wrong(code), code):
        reply = door.submit("/sign-in/code", on=page, code=answer)
        seen.append(reply.headers.get("location", ""))
    door.submit("/sign-in", phone="13800138000")
    town.enrol()
    door.submit("/officers/sign-in", account="hefei-001", password="a good long one")
    door.submit("/sign-out/everywhere", on=door.page("/me"))

    written = capsys.readouterr()
    told = "".join(fact.model_dump_json() for fact in town.world.bus.facts)
    leaked = "\n".join([told, written.out, written.err, caplog.text, sent.location, *seen, str(door.cookies)])
    assert names(leaked, PHONES) == []
    assert not stands(leaked, code)


def test_a_carrier_that_repeats_the_phone_in_its_complaint_is_not_quoted(town):
    town.ask()
    quoting = Town(replace(town.world, phone=Indiscreet()))
    town.world.clock.advance(timedelta(seconds=1))

    with pytest.raises(NotSent) as failed:
        quoting.deliver()

    written = "".join(traceback.format_exception(failed.value))
    assert names(written, PHONES) == []
