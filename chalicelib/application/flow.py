"""The life of a case as one graph: which happening leads from where to where. Nothing else changes a case's status."""

from typing import Literal

from chalicelib.application.model.case import Status
from chalicelib.errors import Conflict

Happening = Literal[
    "accepted",  # the check found it complete: 受理
    "found_incomplete",  # the one-time notice: 一次性告知
    "corrected",
    "lapsed",  # nothing came in time
    "step_approved",  # by the last step where no notice follows: the decision
    "published",  # approved by the last step, and shown to the public: 公示
    "returned",  # to the step before
    "objection_upheld",  # back to the step that decides on it
    "passed",  # by rules alone, or after the notice
    "refused",
    "withdrawn",
]
EDGES: dict[tuple[Status, Happening], Status] = {
    ("submitted", "accepted"): "reviewing",
    ("submitted", "found_incomplete"): "correcting",
    ("submitted", "passed"): "approved",
    ("submitted", "refused"): "refused",
    ("submitted", "withdrawn"): "withdrawn",
    ("correcting", "corrected"): "submitted",
    ("correcting", "lapsed"): "lapsed",
    ("correcting", "withdrawn"): "withdrawn",
    ("reviewing", "found_incomplete"): "correcting",
    ("reviewing", "step_approved"): "reviewing",
    ("reviewing", "returned"): "reviewing",
    ("reviewing", "published"): "noticed",
    ("reviewing", "passed"): "approved",
    ("reviewing", "refused"): "refused",
    ("reviewing", "withdrawn"): "withdrawn",
    ("noticed", "passed"): "approved",
    ("noticed", "objection_upheld"): "reviewing",
    ("noticed", "withdrawn"): "withdrawn",
}


def after(status: Status, happening: Happening) -> Status:
    """Raises Conflict where that cannot happen now."""
    try:
        return EDGES[status, happening]
    except KeyError:
        raise Conflict("这件申请的状态已经变化，请刷新后查看。") from None
