"""Signs webhooks as Twilio does: an HMAC over the address and the sorted form fields."""

import base64
import hashlib
import hmac

SETTINGS = "X-Twilio-Webhooks-Signature-Settings"
_HASHES = {"HMAC_SHA1": hashlib.sha1, "HMAC_SHA256": hashlib.sha256}


def sign(token: str, url: str, form: dict[str, str], algorithm: str) -> str:
    text = url + "".join(name + form[name] for name in sorted(form))
    digest = hmac.new(token.encode(), text.encode(), _HASHES[algorithm]).digest()
    return base64.b64encode(digest).decode()


def signature_headers(token: str, url: str, form: dict[str, str], algorithm: str) -> dict[str, str]:
    """SHA-1 is the silent default; another algorithm is named in a header of its own."""
    headers = {"X-Twilio-Signature": sign(token, url, form, algorithm)}
    if algorithm != "HMAC_SHA1":
        headers[SETTINGS] = f"key=webhooks_sharedkey_simulator,algorithm={algorithm}"
    return headers
