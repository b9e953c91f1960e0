"""Personal data at rest: sealed under the matter's own data key, and found by a keyed hash."""

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
NONCE = 12


@dataclass(frozen=True)
class Vault:
    """``data_key`` gives the 32 secret bytes; it is called once, when first needed.

    AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D); separate keys for sealing and for look-ups,
    drawn from the one data key by HKDF (RFC 5869).
    """

    data_key: Callable[[], bytes]
    _keys: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def seal(self, text: str, context: str) -> bytes:
        """Encrypt ``text``; it opens only under the same ``context``."""
        nonce = os.urandom(NONCE)
        return FORMAT + nonce + self._cipher.encrypt(nonce, text.encode(), context.encode())

    def open(self, sealed: bytes, context: str) -> str:
        """Decrypt; raises cryptography's InvalidTag when it was altered, moved or never ours."""
        nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
        return self._cipher.decrypt(nonce, body, context.encode()).decode()

    def blind(self, value: str) -> str:
        """40 hex digits that stand for ``value`` in keys: equal for equal values, useless without the key."""
        return hmac.new(self._key("blind"), value.encode(), sha256).hexdigest()[:40]

    @cached_property
    def _cipher(self) -> "AESGCM":
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self._key("seal"))

    def _key(self, purpose: str) -> bytes:
        if purpose not in self._keys:
            self._keys[purpose] = _derive(self._root, purpose)
        return self._keys[purpose]

    @cached_property
    def _root(self) -> bytes:
        return self.data_key()


def _derive(root: bytes, purpose: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), length=32, salt=None, info=f"tongban/{purpose}".encode()).derive(root)
