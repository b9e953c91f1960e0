"""What the billers have booked: postings by reference. Kept in one file."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

State = Literal["posted", "refused", "cancelled", "underway", "reversed"]


@dataclass
class Posting:
    """``times`` counts how often the bill was really marked paid: more than once would be a double charge."""

    biller: str
    reference: str
    account: str
    bill: str
    amount: int
    state: State
    at: str
    times: int = 0


class Book:
    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self.postings: dict[tuple[str, str], Posting] = {}
        if file and file.exists():
            known = [Posting(**it) for it in json.loads(file.read_text())]
            self.postings = {(it.biller, it.reference): it for it in known}

    def save(self) -> None:
        """Beside, then in place."""
        if self._file is None:
            return
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps(self.view(), ensure_ascii=False))
        beside.replace(self._file)

    def view(self) -> list[dict[str, Any]]:
        return [asdict(it) for it in self.postings.values()]

    def is_paid(self, biller: str, bill: str) -> bool:
        return any(
            it.biller == biller and it.bill == bill and it.state == "posted" for it in self.postings.values()
        )
