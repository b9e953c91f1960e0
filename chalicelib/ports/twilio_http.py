"""How patient we are with Twilio's API."""

import logging

from requests import Session
from requests.adapters import HTTPAdapter
from twilio.http.http_client import TwilioHttpClient
from urllib3.util.retry import Retry

TIMEOUT_SECONDS = 5
PATIENCE = Retry(
    total=3,
    read=0,  # a request whose answer was lost may have been taken, and would be sent twice
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods=None,
    backoff_factor=0.25,
    retry_after_max=TIMEOUT_SECONDS,
    raise_on_status=False,
)


def patient() -> TwilioHttpClient:
    """The SDK's own client with three more tries; silent, because the URLs that it logs may name people."""
    client = TwilioHttpClient(timeout=TIMEOUT_SECONDS, logger=logging.Logger("twilio", logging.CRITICAL))
    client.session = Session()
    for scheme in ("https://", "http://"):
        client.session.mount(scheme, HTTPAdapter(max_retries=PATIENCE))
    return client
