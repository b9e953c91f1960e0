"""No page of an ordinary matter has a fault that axe finds, whoever looks at it, in either mode."""

from tests.browser.hall import HOUSING, approved_by_all
from tests.browser.people import fits
from tests.browser.test_accessibility import faults_of

BEFORE = ["/start", "/applications", "{draft}/form", "{draft}/materials", "{draft}/review"]
AFTER = ["{case}", "{case}/withdraw", "{case}/rate", "{case}/papers/acceptance", "{case}/place"]
PUBLIC = ["/", "/?area=3401", "/notices", "/notices/{id}", "/verify/nobody-knows-it", "/waiting", "/mandates"]
COMMON = ["/officer", "/officer/cases/{id}", "/officer/absence"]
BUREAU = ["/officer/objections", "/officer/rechecks"]


def test_no_page_has_a_fault(citizen, desks, family):
    applicant, (community, _, bureau) = citizen(*family(5)).apply(), desks
    case = {"id": applicant.case, "case": f"/applications/{applicant.case}"}
    community.open(applicant.case)
    faults = looked_at(community.page, COMMON, case)
    approved_by_all(desks, applicant.case)
    faults += looked_at(bureau.page, COMMON + BUREAU, case)
    applicant.page.goto(f"{HOUSING}/start?area=3401")
    applicant.agree()

    draft = {"draft": f"/applications/{applicant.case}"}
    faults += looked_at(applicant.page, PUBLIC + BEFORE + AFTER, case | draft)

    assert faults == []


def looked_at(page, paths, names, base=HOUSING):
    """In normal and in elder mode: what axe finds, and what has to be pushed sideways."""
    found = []
    for on in (1, 0):
        page.goto(f"{base}/elder?on={on}&next={base}/")
        for path in paths:
            found += [(path, on, fault) for fault in faults_of(page, base + path.format(**names))]
            found += [] if fits(page) else [(path, on, "too wide")]
    return found
