"""One-time codes that nobody stores: HOTP (RFC 4226) under a secret of the vault, one secret per challenge."""

import hmac

from chalicelib.vault import Vault


def code_for(vault: Vault, challenge_id: str) -> str:
    """Six digits; the same for the same challenge, so that a repeated text says the same."""
    secret = vault.blind(f"code#{challenge_id}")
    return hotp(bytes.fromhex(secret), counter=0)


def matches(vault: Vault, challenge_id: str, given: str) -> bool:
    return hmac.compare_digest(code_for(vault, challenge_id), given)


def hotp(secret: bytes, counter: int) -> str:
    digest = hmac.digest(secret, counter.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
