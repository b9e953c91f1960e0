"""No account number is in facts, logs, step answers or addresses, or open in the table; a planted leak is caught."""

import json
import re

from chalicelib.store.row import Row
from functions.utility_payment.routes import routes
from functions.utility_payment.steps import STEPS
from functions.utility_payment.use_cases import hearing, reconciling, refunding
from functions.utility_payment.use_cases.refunding import Wish
from tests.functions.utility_payment.conftest import LI
from tests.functions.utility_payment.test_door import signed_in

NUMBERS = ("3401000011", "3416000022")


def leaks(text):
    """A number, or a biller's number of a bill, which begins with it."""
    return [number for number in NUMBERS if re.search(rf"(?<![0-9a-f]){number}(?![0-9a-f])", text)]


def a_whole_life(world, ordered, until_final):
    """Paid, called back, posted, given back, reconciled; what was seen on the way besides the table."""
    world.payments.pay(ordered.id)
    hearing.hear(world, {"signature": "ours"}, ordered.id.encode())
    answer = STEPS["advance"](world, {"do": "advance", "case_id": ordered.id})
    until_final(ordered.id)
    refunding.ask(world, LI, ordered.id, Wish(line=0, words="缴到别人家的户号了。"))
    reconciling.reconcile(world, world.now().date())
    return json.dumps(answer) + "".join(fact.model_dump_json() for fact in world.bus.facts)


def test_a_payment_leaves_no_account_number_behind(world, ordered, until_final, capsys, caplog):
    told = a_whole_life(world, ordered, until_final)

    written = capsys.readouterr()
    rows = "".join(str(row.attribute_values) for row in Row.scan())
    assert leaks(told + written.out + written.err + caplog.text) == []
    assert leaks(rows) == []


def test_addresses_and_operators_pages_hold_none(world, ordered, power, until_final):
    a_whole_life(world, ordered, until_final)
    door = signed_in(world)

    links = [
        link
        for path in ("/", "/payments", f"/payments/{ordered.id}", f"/accounts/{power.id}")
        for link in re.findall(r'(?:href|action|src|value)="([^"]*)"', door.page(path).text)
    ]
    desk = signed_in(world, "officer-1", "operator")

    assert links
    assert leaks("\n".join(links)) == []
    assert leaks(desk.page("/operations").text + desk.page("/reconciliation").text) == []
    assert routes.about.slug == "utility-payment"


def test_a_planted_leak_is_caught():
    assert leaks("/pay/accounts/3401000011") == ["3401000011"]
    assert leaks('{"bill": "3416000022-2026-05"}') == ["3416000022"]
