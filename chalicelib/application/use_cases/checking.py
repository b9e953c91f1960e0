"""Look at what was submitted: what do registries say, what do the rules find, is anything missing?"""

import json
from contextlib import suppress

from chalicelib.application import assessing, reasons, transitions
from chalicelib.application.edition import Edition, keep, pinned
from chalicelib.application.model.case import Case, Missing
from chalicelib.application.model.finding import Finding
from chalicelib.application.telling import accepted, decided_so
from chalicelib.application.use_cases import correcting, gathering
from chalicelib.application.use_cases.changing import change
from chalicelib.application.use_cases.gathering import Answers
from chalicelib.clocks.counting import BEIJING
from chalicelib.errors import Invalid
from chalicelib.store import Change
from chalicelib.world import World

WHOLE_AREA = 12


def check(world: World, matter: str, case: Case) -> Case:
    """受理, the one-time notice, or (即办件) the decision; unchanged while only a registry could tell."""
    answers = gathering.gather(world, pinned(world, matter, case.edition), gathering.of_case(case))

    def checked(case: Case) -> tuple[Case, list[Change]]:
        if case.status != "submitted":
            return case, []
        found, edition = judged(world, matter, case, answers)
        if edition.definition.steps:
            return _reviewed_next(world, matter, found, edition)
        return _decided_at_once(world, matter, found, edition)

    return change(world, case.id, checked)


def judged(world: World, matter: str, case: Case, answers: Answers) -> tuple[Case, Edition]:
    """With what the rules find of it, and where it belongs, by the thresholds of that place."""
    edition = pinned(world, matter, case.edition)
    found = _found(case, edition, answers)
    there = _where_it_belongs(world, edition, found.area)
    return (found, edition) if there == edition else (_found(case, there, answers), there)


def _where_it_belongs(world: World, edition: Edition, area: str) -> Edition:
    """The same definition as it holds where a registry says the applicant lives.

    Whoever chose another city does not get its thresholds; where the matter is not open, those of the choice stay.
    """
    with suppress(Invalid):
        there = edition.at(area)
        if there.digest != edition.digest:
            keep(world, there)
            return there
    return edition


def _found(case: Case, edition: Edition, answers: Answers) -> Case:
    on = case.submitted.astimezone(BEIJING).date()
    known = assessing.facts(edition, json.loads(case.form), answers, on)
    located = known.get(edition.definition.located_by)
    area = located if isinstance(located, str) and len(located) == WHOLE_AREA else case.area
    findings = assessing.assess(edition, known, on)
    return case.model_copy(update={"findings": findings, "area": area, "edition": edition.digest})


def _reviewed_next(world: World, matter: str, case: Case, edition: Edition) -> tuple[Case, list[Change]]:
    if assessing.advice(case.findings) == "correct" and not case.correction:
        return correcting.wanted(world, matter, case, edition, _missing(case.findings))
    after = transitions.accepted(case, edition, world.now())
    return after, [] if case.accepted else [accepted(matter, after, world.now())]


def _decided_at_once(world: World, matter: str, case: Case, edition: Edition) -> tuple[Case, list[Change]]:
    """即办件: nobody reviews it, so what would be reviewed is refused, and what cannot be verified waits."""
    advice, now = assessing.advice(case.findings), world.now()
    if advice == "unverified":
        return case, []
    if advice == "correct" and not case.correction:
        return correcting.wanted(world, matter, case, edition, _missing(case.findings))
    begun = transitions.started(case, edition, now)
    if advice == "approve":
        after = transitions.passed(begun, reasons.approval(case.findings, now, ""))
    else:
        unmet = [finding.rule for finding in case.findings if finding.verdict == "not_met"]
        after = transitions.refused(begun, reasons.refusal(edition, case.findings, unmet, "", now, ""))
    return after, decided_so(matter, after, now)


def _missing(findings: list[Finding]) -> list[Missing]:
    """Everything at once that the applicant can put right."""
    return [
        Missing(about=f"rule:{finding.rule}", remark=finding.explanation or finding.remedy)
        for finding in findings
        if finding.verdict == "not_met" and finding.otherwise == "correct"
    ]
