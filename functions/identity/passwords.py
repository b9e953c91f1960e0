"""Officers' passwords at rest: scrypt, with the parameters beside the hash so that they can grow."""

import hashlib
import hmac
import os

# OWASP Password Storage Cheat Sheet: 16 MiB and five passes fit a 128 MB function.
COST, BLOCK, PASSES = 2**14, 8, 5
NOBODY = f"{COST}${BLOCK}${PASSES}${'00' * 16}${'00' * 32}"


def sealed(password: str) -> str:
    salt = os.urandom(16)
    return f"{COST}${BLOCK}${PASSES}${salt.hex()}${_hash(password, salt, COST, BLOCK, PASSES).hex()}"


def fits(password: str, kept: str) -> bool:
    """Takes as long for ``NOBODY`` as for somebody."""
    cost, block, passes, salt, expected = kept.split("$")
    found = _hash(password, bytes.fromhex(salt), int(cost), int(block), int(passes))
    return hmac.compare_digest(found, bytes.fromhex(expected))


def _hash(password: str, salt: bytes, cost: int, block: int, passes: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=block, p=passes, dklen=32)
