"""Acting for somebody else: a code that is told, a mandate that either side ends, and nothing seen without one."""

import re
from datetime import timedelta

import pytest

from chalicelib.application.model.case import Case
from chalicelib.application.model.mandate import Code, Wish
from chalicelib.application.use_cases import drafts, mandates
from chalicelib.application.use_cases.drafts import Beginning
from chalicelib.errors import Conflict, Invalid, NotFound, TooMany
from tests.application.applicant import door_of
from tests.application.counter import Counter

ALLOWANCE = "elderly-allowance"
MOTHER, SON = "citizen-1", "citizen-2"


@pytest.fixture
def counter(world):
    counter = Counter(world, ALLOWANCE)
    for number in (1, 2):
        counter.resident(number)
    return counter


@pytest.fixture
def mandate(world, counter):
    """The mother reads the code to her son."""
    code = mandates.offer(world, MOTHER, Wish(days=90)).code
    mandates.accept(world, ALLOWANCE, SON, Code(code=code))


def test_a_code_makes_a_mandate_once(world, counter):
    code = mandates.offer(world, MOTHER, Wish()).code

    seen = mandates.accept(world, ALLOWANCE, SON, Code(code=f"{code[:5]} {code[5:]}"))

    assert [party.id for party in seen.principals] == [MOTHER]
    assert [party.name for party in mandates.see(world, MOTHER).agents] == ["王**"]
    with pytest.raises(Invalid):
        mandates.accept(world, ALLOWANCE, "citizen-3", Code(code=code))


def test_a_code_is_good_for_a_day_and_not_for_oneself(world, counter):
    code = mandates.offer(world, MOTHER, Wish()).code

    with pytest.raises(Invalid):
        mandates.accept(world, ALLOWANCE, MOTHER, Code(code=code))
    world.clock.advance(timedelta(hours=25))
    with pytest.raises(Invalid):
        mandates.accept(world, ALLOWANCE, SON, Code(code=code))


def test_the_agent_applies_for_the_principal(world, counter, mandate):
    son = counter.resident(2)

    draft = drafts.begin(world, ALLOWANCE, son, Beginning(area="3401", principal_id=MOTHER, consent=True))

    assert (draft.citizen_id, draft.agent_id) == (MOTHER, SON)
    assert drafts.read(world, SON, draft.id).id == draft.id
    assert drafts.read(world, MOTHER, draft.id).id == draft.id


@pytest.mark.parametrize("who", [MOTHER, SON])
def test_either_side_ends_it_and_nothing_is_seen_any_more(world, counter, mandate, who):
    son = counter.resident(2)
    draft = drafts.begin(world, ALLOWANCE, son, Beginning(area="3401", principal_id=MOTHER, consent=True))

    mandates.end(world, ALLOWANCE, who, MOTHER, SON)
    mandates.end(world, ALLOWANCE, who, MOTHER, SON)

    with pytest.raises(NotFound):
        drafts.read(world, SON, draft.id)
    assert drafts.read(world, MOTHER, draft.id).id == draft.id
    assert [fact.type for fact in world.bus.facts].count("application.mandate_ended") == 1


def test_it_ends_by_itself(world, counter, mandate):
    world.clock.advance(timedelta(days=91))

    with pytest.raises(NotFound):
        mandates.permit(world, SON, MOTHER)


def test_without_a_mandate_nobody_applies_for_somebody_else(world, counter):
    with pytest.raises(NotFound):
        drafts.begin(
            world,
            ALLOWANCE,
            counter.resident(2),
            Beginning(area="3401", principal_id=MOTHER, consent=True),
        )


def test_a_stranger_ends_nothing(world, counter, mandate):
    with pytest.raises(NotFound):
        mandates.end(world, ALLOWANCE, "citizen-3", MOTHER, SON)
    mandates.permit(world, SON, MOTHER)


def test_there_are_a_few_agents_and_a_few_codes_a_day_at_most(world, counter):
    for agent in range(3):
        code = mandates.offer(world, MOTHER, Wish()).code
        mandates.accept(world, ALLOWANCE, f"citizen-{agent + 5}", Code(code=code))

    with pytest.raises(Conflict):
        mandates.offer(world, MOTHER, Wish())
    for _ in range(mandates.OFFERS_A_DAY):
        mandates.offer(world, SON, Wish())
    with pytest.raises(TooMany):
        mandates.offer(world, SON, Wish())


def test_the_page_gives_takes_and_ends(world, counter):
    mother = door_of(world, ALLOWANCE, MOTHER)
    given = mother.submit("/mandates", on=mother.page("/mandates"), days="90")
    assert "把授权码告诉家人" in given.text
    assert re.search(r"\d{5} \d{5}", given.text)

    other = door_of(world, ALLOWANCE, SON)
    wrong = other.submit("/mandates/accept", on=other.page("/mandates"), code="0000000000")

    assert wrong.status == 422
    assert "授权码不正确" in wrong.text


def test_facts_name_nobody(world, counter, mandate):
    told = "".join(fact.model_dump_json() for fact in world.bus.facts)

    assert "王" not in told
    assert world.store.find(Case, MOTHER) is None
