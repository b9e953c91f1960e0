"""Submitting: one case and one number, whoever retries, and however many do it at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from chalicelib.application.edition import current
from chalicelib.application.model.case import Case, CaseNumber
from chalicelib.application.model.draft import Draft
from chalicelib.application.use_cases import drafts, submitting
from chalicelib.application.use_cases.drafts import Beginning
from chalicelib.errors import Conflict, Invalid, NotFound, NotYours
from chalicelib.identity import Caller
from chalicelib.store import Store
from chalicelib.store.row import Row
from tests.application.counter import HOUSING, Counter


@pytest.fixture
def counter(world):
    return Counter(world)


@pytest.fixture
def citizen(counter):
    return counter.resident()


def kept(kind):
    return [row for row in Row.scan() if row.sk == kind]


def number_holders():
    return {row.pk: row.body["case_id"] for row in kept("CaseNumber")}


def test_a_draft_becomes_a_case_of_the_same_id_with_a_number_that_says_where_and_when(counter, citizen):
    draft_id = counter.draft(citizen)

    case = counter.submit(citizen, draft_id)

    assert (case.id, case.status) == (draft_id, "submitted")
    assert case.number.startswith("340100" + "20260506")
    assert len(case.number) == 6 + 8 + 8
    assert number_holders() == {case.number: case.id}
    assert counter.world.store.find(Draft, draft_id) is None
    assert counter.told() == ["submitted"]


def test_twenty_forced_retries_are_one_case_and_one_number(counter, citizen):
    draft_id = counter.draft(citizen)

    cases = [counter.submit(citizen, draft_id) for _ in range(20)]

    assert {(case.id, case.number) for case in cases} == {(draft_id, cases[0].number)}
    assert [len(kept("Case")), len(kept("CaseNumber"))] == [1, 1]
    assert counter.told() == ["submitted"]


class Broken(Store):
    """A store whose commit is taken, and whose answer is lost."""

    def commit(self, *changes):
        super().commit(*changes)
        if any(isinstance(change, Case) for change in changes):
            raise ConnectionError("the answer was lost")


def test_who_never_hears_that_it_worked_gets_the_same_case_on_the_next_try(counter, citizen):
    draft_id, store = counter.draft(citizen), counter.world.store
    losing = replace(counter.world, store=Broken(store.vault, store.outbox, store.now))
    seen = current(HOUSING, "3401").digest

    with pytest.raises(ConnectionError):
        submitting.submit(losing, HOUSING, citizen, draft_id, True, seen)
    case = counter.submit(citizen, draft_id)

    assert number_holders() == {case.number: draft_id}
    assert counter.told() == ["submitted"]


def test_a_thousand_at_once_are_one_case_and_one_number(counter, citizen):
    draft_id = counter.draft(citizen)

    with ThreadPoolExecutor(32) as crowd:
        cases = list(crowd.map(lambda _: counter.submit(citizen, draft_id), range(1000)))

    assert {(case.id, case.number) for case in cases} == {(draft_id, cases[0].number)}
    assert [len(kept("Case")), len(kept("CaseNumber"))] == [1, 1]
    assert counter.told() == ["submitted"]


def test_a_number_that_another_case_has_already_is_not_given_twice(counter, citizen):
    draft_id = counter.draft(citizen)
    draft = counter.world.store.get(Draft, draft_id)
    taken = submitting.number(draft, "20260506", 0)
    counter.world.store.commit(CaseNumber(id=taken, case_id="another"))

    case = counter.submit(citizen, draft_id)

    assert case.number != taken
    assert number_holders() == {taken: "another", case.number: draft_id}


def test_without_consent_or_a_real_name_nothing_becomes_of_it(counter, citizen):
    draft_id, seen = counter.draft(citizen), current(HOUSING, "3401").digest

    with pytest.raises(Invalid):
        submitting.submit(counter.world, HOUSING, citizen, draft_id, False, seen)
    with pytest.raises(NotYours):
        submitting.submit(
            counter.world, HOUSING, citizen.model_copy(update={"level": 1}), draft_id, True, seen
        )
    assert kept("Case") == []


def test_an_incomplete_form_and_missing_materials_are_told_together(counter, citizen):
    draft = drafts.begin(counter.world, HOUSING, citizen, Beginning(area="3401", consent=True))

    with pytest.raises(Invalid) as missing:
        counter.submit(citizen, draft.id)

    assert {"kind", "home_now", "commitment", "contract"} <= set(missing.value.fields)


def test_who_agreed_to_an_older_edition_is_asked_to_look_again(counter, citizen):
    draft_id = counter.draft(citizen)

    with pytest.raises(Invalid, match="刚刚更新"):
        submitting.submit(counter.world, HOUSING, citizen, draft_id, True, "0123456789abcdef")
    assert kept("Case") == []


def test_somebody_elses_draft_is_no_draft(counter, citizen):
    draft_id = counter.draft(citizen)

    with pytest.raises(NotFound):
        counter.submit(Caller(id="citizen-9", level=2), draft_id)


def test_there_is_one_draft_for_each_citizen_and_agent(counter, citizen):
    wanted = Beginning(area="3401", consent=True)

    with ThreadPoolExecutor(8) as crowd:
        begun = list(crowd.map(lambda _: _or_conflict(counter, citizen, wanted), range(24)))

    assert len({draft.id for draft in begun if draft}) == 1
    assert len(kept("Draft")) == 1


def _or_conflict(counter, citizen, wanted):
    try:
        return drafts.begin(counter.world, HOUSING, citizen, wanted)
    except Conflict:
        return None


def test_once_it_is_submitted_another_one_may_be_begun(counter, citizen):
    counter.submit(citizen, counter.draft(citizen))

    assert drafts.begin(counter.world, HOUSING, citizen, Beginning(area="3401", consent=True))


def test_a_draft_needs_consent_and_a_real_name_and_an_area_where_it_is_open(counter, citizen):
    for wrong in [Beginning(area="3401"), Beginning(area="3403", consent=True)]:
        with pytest.raises(Invalid):
            drafts.begin(counter.world, HOUSING, citizen, wrong)
    with pytest.raises(NotYours):
        drafts.begin(counter.world, HOUSING, Caller(id="x", level=1), Beginning(area="3401", consent=True))
    with pytest.raises(NotFound):
        drafts.begin(
            counter.world, HOUSING, citizen, Beginning(area="3401", principal_id="citizen-2", consent=True)
        )
