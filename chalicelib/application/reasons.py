"""Why a case is decided so: the rules it rests on, each with its article, and what the applicant can do. Pure."""

from datetime import datetime

from chalicelib.application.edition import Edition
from chalicelib.application.model.case import Decision
from chalicelib.application.model.finding import Finding
from chalicelib.errors import Invalid

ALL_MET = "经审核，符合全部条件。"


def approval(findings: list[Finding], at: datetime, by: str, words: str = "") -> Decision:
    """Rests on every rule that was met."""
    met = [finding.rule for finding in findings if finding.verdict == "met"]
    explanation = words.strip() or ALL_MET
    return Decision(approved=True, at=at, by=by, reasons=met, explanation=explanation, remedy="")


def refusal(
    edition: Edition, findings: list[Finding], names: list[str], words: str, at: datetime, by: str
) -> Decision:
    """Rests on the named rules. Raises Invalid without one, or without words for a rule that was found to be met."""
    known = {finding.rule: finding for finding in findings}
    chosen = [known[name] for name in dict.fromkeys(names) if name in known]
    if not chosen or len(chosen) < len(set(names)):
        raise Invalid("请选择不予通过的依据。", {"reasons": "请至少选择一条没有满足的条件。"})
    if any(finding.verdict != "not_met" for finding in chosen) and not words.strip():
        raise Invalid("请写明理由。", {"explanation": "所选条件核对结果并非不满足，请写明理由。"})
    said = [finding.explanation for finding in chosen if finding.verdict == "not_met"]
    remedies = [finding.remedy for finding in chosen if finding.remedy]
    return Decision(
        approved=False,
        at=at,
        by=by,
        reasons=[finding.rule for finding in chosen],
        explanation="".join([*said, words.strip()]),
        remedy="".join(dict.fromkeys([*remedies, edition.definition.task.remedy])),
    )
