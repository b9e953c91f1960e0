"""People whom the police know, who apply for a temporary identity certificate through the front door."""

import json
from time import perf_counter
from typing import Any

from local.cloud import LocalCloud
from local.people import Owner
from local.web import JSON, Browser, accepted

MATTER, AREA, PURPOSE = "temporary-identity", "3401", {"purpose": "train"}


class Applicant:
    """Signed in by telephone, with a real name."""

    def __init__(self, cloud: LocalCloud, number: int, name: str, id_number: str) -> None:
        owner = Owner(cloud.instance.front_door_port, cloud.carrier, f"+86137{number:08}", name)
        owner.sign_in()
        known = {"name": name, "id_number": id_number, "agree": True}
        accepted(owner.browser.post("/identity/real-name", known))
        self.browser: Browser = owner.browser

    def fill_in(self) -> tuple[str, dict[str, Any]]:
        """A draft that only has to be handed in: its address, and what the last button sends."""
        draft = accepted(self.browser.post(f"/{MATTER}/applications", {"area": AREA, "consent": True}))
        here = f"/{MATTER}/applications/{draft['draft_id']}"
        headers = {"Accept": JSON, "Content-Type": JSON}
        accepted(self.browser.ask("PUT", f"{here}/form", json.dumps(PURPOSE).encode(), headers))
        return here, {"edition": accepted(self.browser.get(f"{here}/review"))["edition"], "consent": True}

    def status(self, case: str) -> str:
        return str(accepted(self.browser.get(case))["status"])

    def timed(self, method: str, path: str, content: dict[str, Any] | None = None) -> tuple[float, int]:
        """Milliseconds and status of one request; 599 where there was no answer."""
        began = perf_counter()
        try:
            answer = self.browser.get(path) if method == "GET" else self.browser.post(path, content or {})
            status = answer.status
        except OSError:
            status = 599
        return (perf_counter() - began) * 1000, status


def applicants(cloud: LocalCloud, count: int, skipped: int = 0) -> list[Applicant]:
    """So many, each of another household of the province; the first ``skipped`` households are left to others."""
    homes = cloud.registries.households("34", skipped + count)[skipped:]
    heads = [home["members"][0] for home in homes]
    return [
        Applicant(cloud, number, head["name"], head["id_number"])
        for number, head in enumerate(heads, skipped + 1)
    ]
