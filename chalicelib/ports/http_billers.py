"""Billers over HTTPS, each below the address that Parameter Store names under ``billers/``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from chalicelib.ports.billers import Booked, Due, NoAccount, PostingState, Statement, Unreachable, Used

PATIENCE = (2, 5)  # seconds to connect, and to be answered
STATES: dict[str, PostingState] = {
    "posted": "posted",
    "refused": "refused",
    "cancelled": "refused",
    "underway": "underway",
}


@dataclass(frozen=True)
class HttpBillers:
    """One account of ours at every biller, whose token is ``billers/token``."""

    parameters: Mapping[str, str]

    def statement(self, biller: str, account: str) -> Statement:
        status, told = self._ask("POST", biller, "inquiries", {"account": account})
        if status == 404:
            raise NoAccount
        _expect(status, 200)
        return Statement(
            account=account,
            holder=told["holder"],
            address=told["address"],
            unit=told["unit"],
            bills=[_due(it) for it in told["bills"]],
            history=[Used(it["period"], it["usage"], it["amount"]) for it in told["history"]],
        )

    def post(self, biller: str, reference: str, account: str, bill: str, amount: int) -> PostingState:
        posting = {"account": account, "bill": bill, "amount": amount, "currency": "CNY"}
        return self._posting(*self._ask("PUT", biller, f"postings/{quote(reference, safe='')}", posting))

    def cancel(self, biller: str, reference: str) -> PostingState:
        return self._posting(*self._ask("DELETE", biller, f"postings/{quote(reference, safe='')}"))

    def reverse(self, biller: str, reference: str, amount: int) -> bool:
        status, told = self._ask(
            "POST", biller, f"postings/{quote(reference, safe='')}/reversal", {"amount": amount}
        )
        _expect(status, 200, 409)
        return bool(told.get("reversed"))

    def booked(self, day: date) -> Iterator[Booked]:
        """NDJSON; its last line says how many there were."""
        import json

        import requests

        url = f"{self.parameters['billers/url']}/files/{day.isoformat()}"
        try:
            with requests.get(url, headers=self._headers, timeout=PATIENCE, stream=True) as answer:
                answer.raise_for_status()
                for before, line in enumerate(answer.iter_lines()):
                    told = json.loads(line)
                    if "lines" in told:
                        _expect(told["lines"], before)
                        return
                    yield Booked(told["reference"], told["amount"])
        except (requests.RequestException, ValueError, KeyError) as error:
            raise Unreachable(type(error).__name__) from None
        raise Unreachable("the file has no end")

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.parameters['billers/token']}"}

    def _posting(self, status: int, told: dict[str, Any]) -> PostingState:
        _expect(status, 200, 202)
        try:
            return STATES[told["status"]]
        except KeyError:
            raise Unreachable("answers what we do not know") from None

    def _ask(
        self, method: str, biller: str, path: str, body: dict[str, Any] | None = None
    ) -> tuple[int, dict[str, Any]]:
        import requests

        url = f"{self.parameters['billers/url']}/{quote(biller, safe='')}/{path}"
        try:
            answer = requests.request(method, url, json=body, headers=self._headers, timeout=PATIENCE)
            told = answer.json()
        except (requests.RequestException, ValueError) as error:
            # What it complains about may name an account.
            raise Unreachable(type(error).__name__) from None
        return answer.status_code, told if isinstance(told, dict) else {}


def _expect(status: int, *wanted: int) -> None:
    if status not in wanted:
        raise Unreachable(str(status))


def _due(told: dict[str, Any]) -> Due:
    return Due(told["bill"], told["period"], told["amount"], date.fromisoformat(told["due"]), told["usage"])
