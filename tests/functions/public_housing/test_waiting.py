"""The waiting list: who is approved joins it, everybody may compute its order again, and each year it is looked at."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.application.model.case import Case, Decision
from chalicelib.application.model.certificate import Certificate
from chalicelib.application.use_cases import issuing
from chalicelib.errors import Conflict, NotYours
from chalicelib.identity import Caller
from chalicelib.ports.directory import Person
from functions.public_housing.model import Line, Place, Recheck, Verdict
from functions.public_housing.ranking import digest
from functions.public_housing.use_cases import rechecking, waiting
from tests.application.office import APPLICANT, EVIDENCE, SPOUSE, Office

BUREAU = Caller(
    id="officer-1", roles=frozenset({"officer"}), area="3401", posts=frozenset({"public-housing:bureau"})
)


@pytest.fixture
def approve(world):
    """Somebody's case is approved, and its certificate issued."""
    office = Office(world)
    world.directory.people = {"citizen-1": Person("王小明", APPLICANT)}

    def done(kinds=(), hours=0):
        support = {"civil_affairs/support": {"supports": [{"kind": kind} for kind in kinds]}}
        case = office.case(step="bureau", evidence=support)
        at = world.now() + timedelta(hours=hours)
        decision = Decision(approved=True, at=at, by="officer-9", reasons=[], explanation="符合", remedy="")
        certificate = Certificate(
            id=f"code-of-{case.id}",
            case_id=case.id,
            number=case.number,
            title="资格证明",
            department="住房保障局",
            text="",
            name="王小明",
            issued=at,
            until=at + timedelta(days=365),
        )
        approved = case.model_copy(
            update={"status": "approved", "decision": decision, "certificate": certificate.id}
        )
        world.store.commit(approved, certificate)
        waiting.join(world, case.id)
        return case.id

    return done


def ranks(world, *case_ids):
    waiting.publish_stale(world)
    return [world.store.get(Place, case_id).rank for case_id in case_ids]


def test_the_first_approved_is_the_first_in_the_list(world, approve):
    late, early = approve(hours=2), approve(hours=1)

    assert ranks(world, early, late) == [1, 2]


def test_who_has_priority_goes_first(world, approve):
    plain, disabled, poorest = approve(), approve(["disability"], 1), approve(["minimum_allowance"], 2)

    assert ranks(world, poorest, disabled, plain) == [1, 2, 3]


def test_joining_twice_is_joining_once(world, approve):
    case_id = approve()
    waiting.join(world, case_id)

    waiting.publish_stale(world)

    assert waiting.published(world, "3401", None).length == 1


def test_who_leaves_makes_room(world, approve):
    first, second = approve(), approve(hours=1)
    waiting.leave(world, first, "已经分到住房")

    assert ranks(world, second) == [1]


def test_anybody_can_compute_the_list_again(world, approve):
    """From the public list alone, as its page says."""
    for hours in range(60):
        approve(["disability"] if hours % 3 else [], hours)
    waiting.publish_stale(world)

    lines, cursor = [], None
    while True:
        page = waiting.published(world, "3401", cursor)
        lines += page.lines
        if (cursor := page.next) is None:
            break

    assert [line.rank for line in lines] == list(range(1, 61))
    assert lines == sorted(lines, key=lambda it: (-it.priority, it.approved, it.number))
    assert digest(lines) == page.digest
    assert digest([*lines[1:], lines[0]]) != page.digest


def test_the_public_list_names_nobody(world, approve):
    approve()
    waiting.publish_stale(world)

    [line] = waiting.published(world, "3401", None).lines

    assert line == Line(
        rank=1, number=line.number, name="王**", priority=0, approved=datetime(2026, 5, 1, 9, tzinfo=UTC)
    )


def test_whoever_joins_while_ranks_are_computed_is_not_forgotten(world, approve):
    approve()
    publish, ranking = waiting._publish, waiting.ranking_of("3401")
    stale = world.store.get(waiting.Ranking, ranking)
    second = approve(hours=1)

    publish(world, stale)

    assert ranks(world, second) == [2]


def test_a_place_is_its_owners_to_see(world, approve):
    case_id = approve()

    assert len(waiting.standing(world, "citizen-1", [case_id]).places) == 1
    assert waiting.standing(world, "citizen-2", [case_id]).places == []


# The yearly look


@pytest.fixture
def a_year_later(world, approve):
    """Registries know what they knew; the consent of the application still holds."""
    case_id = approve()
    for service, answer in EVIDENCE.items():
        if not service.startswith("own/"):
            for number in (APPLICANT, SPOUSE):
                world.registry.known[service, number] = answer if number == APPLICANT else {}
    case = world.store.get(Case, case_id)
    world.store.commit(case.model_copy(update={"consented": world.now()}))
    world.clock.advance(timedelta(days=306))
    return case_id


def test_who_still_qualifies_goes_on(world, a_year_later):
    until = world.store.get(Place, a_year_later).until

    rechecking.look(world)

    assert world.store.get(Place, a_year_later).until == until + timedelta(days=365)
    assert [fact.type for fact in world.bus.facts][-1] == "public_housing.renewed"
    assert issuing.verify(world, f"code-of-{a_year_later}").standing == "valid"


def test_a_silent_registry_is_asked_tomorrow(world, a_year_later):
    world.registry.down = {"vehicles/registered"}
    rechecking.look(world)
    assert world.store.get(Recheck, a_year_later).status == "looking"

    world.registry.down = set()
    world.clock.advance(timedelta(days=1))
    rechecking.look(world)

    assert [fact.type for fact in world.bus.facts][-1] == "public_housing.renewed"


@pytest.fixture
def doubtful(world, a_year_later):
    world.registry.known["social_insurance/income", APPLICANT] = {"incomes": [{"annual": 90_000_000}]}
    rechecking.look(world)
    return a_year_later


def test_who_may_not_qualify_waits_for_the_bureau(world, doubtful):
    [waiting_for_it] = rechecking.doubtful(world, BUREAU).rechecks

    assert [it.rule for it in waiting_for_it.findings if it.verdict == "not_met"] == ["income"]


def test_the_bureau_ends_it(world, doubtful):
    rechecking.decide(world, BUREAU, doubtful, Verdict(keep=False, words="收入已经超过标准。"))

    assert issuing.verify(world, f"code-of-{doubtful}").standing == "revoked"
    assert world.store.get(Place, doubtful).left
    assert rechecking.doubtful(world, BUREAU).rechecks == []
    with pytest.raises(Conflict):
        rechecking.decide(world, BUREAU, doubtful, Verdict(keep=True, words="再想一想。"))


def test_the_bureau_keeps_it(world, doubtful):
    rechecking.decide(world, BUREAU, doubtful, Verdict(keep=True, words="一次性的收入。"))

    assert issuing.verify(world, f"code-of-{doubtful}").standing == "valid"


def test_another_citys_bureau_decides_nothing(world, doubtful):
    with pytest.raises(NotYours):
        rechecking.decide(
            world,
            BUREAU.model_copy(update={"area": "3416"}),
            doubtful,
            Verdict(keep=False, words="不再符合。"),
        )


def test_one_household_one_application(world, approve):
    from functions.public_housing.use_cases.claims import other_applications

    first, second = world.store.get(Case, approve()), world.store.get(Case, approve())

    assert other_applications(world, first, [APPLICANT]) == {"open": 0}
    assert other_applications(world, second, [APPLICANT, SPOUSE]) == {"open": 1}
    assert other_applications(world, second, [APPLICANT, SPOUSE]) == {"open": 1}
    world.store.commit(world.store.get(Case, first.id).model_copy(update={"status": "withdrawn"}))
    assert other_applications(world, second, [SPOUSE, APPLICANT]) == {"open": 0}
