"""What an operator does at the carrier's own console: buy numbers; through Twilio's API, at the simulator."""

import base64
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from infra.environment import load
from local.instance import TOKEN

TAKEN = b"21422"


def buy(api: str, number: str) -> None:
    """Own the number; owning it already is fine."""
    account = load("dev", {}).carrier_account
    credentials = base64.b64encode(f"{account}:{TOKEN}".encode()).decode()
    asking = Request(
        f"{api}/2010-04-01/Accounts/{account}/IncomingPhoneNumbers.json",
        data=urlencode({"PhoneNumber": number}).encode(),
        headers={"Authorization": f"Basic {credentials}"},
    )
    try:
        urlopen(asking, timeout=15).close()
    except HTTPError as refusal:
        with refusal:
            if TAKEN not in refusal.read():
                raise
