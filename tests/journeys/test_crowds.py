"""Many at once: everybody who may be connected gets a number of their own, and nobody gets somebody else's."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from local.web import Browser

CROWD = 50
MANY = 200
AT_ONCE = 50  # the front door lets in a few at a time


def at_once(work, these):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, these))


def ask(province, link, plate, number):
    """A stranger asks, from an address of their own; what they are told."""
    browser = Browser(province.door, f"127.0.{1 + number % 200}.{1 + number // 200}")
    wanted = {
        "code": link.rpartition("/")[2],
        "tail": plate[-3:],
        "reason": "other",
        "phone": f"+861381{number:07}",
    }
    return browser.post("/car-move/requests", wanted)


def test_fifty_scans_of_one_sticker_never_share_a_number(province):
    link, plate = province.car(province.owner())

    answers = at_once(lambda number: ask(province, link, plate, number), range(CROWD))

    given = [answer.json()["number"] for answer in answers if answer.status == 201]
    assert len(given) == len(set(given)) == 10  # owner_sessions of matter.toml
    # The owner's limit is why, and not that it is busy here.
    assert {answer.status for answer in answers} <= {201, 429}


def test_two_hundred_scans_of_many_stickers_are_all_served(province):
    cars = [province.car(owner) for owner in (province.owner() for _ in range(4)) for _ in range(5)]

    answers = at_once(lambda n: ask(province, *cars[n % len(cars)], 1000 + n), range(MANY))

    statuses = Counter(answer.status for answer in answers)
    given = [(n % len(cars) // 5, a.json()["number"]) for n, a in enumerate(answers) if a.status == 201]
    assert len(given) == len(set(given)), "two callers of one owner share a number"
    assert len(given) == 4 * 10
    assert set(statuses) <= {201, 429}, statuses
