"""Who signs the province's tokens: keys that never leave KMS."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from chalicelib.ports import kms


class Signer(Protocol):
    """Signs with ES256. Everybody may know the public keys; only identity may sign."""

    def sign(self, message: bytes) -> bytes:
        """The 64-byte JWS signature (r‖s) by the first key."""
        ...

    def public_keys(self) -> Sequence[bytes]:
        """Every key that is trusted now, as DER; the one that signs comes first."""
        ...


@dataclass(frozen=True)
class KmsSigner:
    """ECC_NIST_P256 keys in KMS, named by the parameter ``token-keys``: the first signs, all verify.

    To rotate: append the new key, wait until every warm function has read it (five minutes), move it
    to the front, wait until the last old token has expired (thirty minutes), remove the old one.
    https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
    """

    parameters: Mapping[str, str]
    _known: dict[str, bytes] = field(default_factory=dict, init=False, repr=False, compare=False)

    def sign(self, message: bytes) -> bytes:
        answer = kms.client().sign(
            KeyId=self._key_ids()[0], Message=message, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256"
        )
        return raw(answer["Signature"])

    def public_keys(self) -> Sequence[bytes]:
        return [self._public_key(key_id) for key_id in self._key_ids()]

    def _key_ids(self) -> list[str]:
        return [key_id.strip() for key_id in self.parameters["token-keys"].split(",")]

    def _public_key(self, key_id: str) -> bytes:
        if key_id not in self._known:
            self._known[key_id] = kms.client().get_public_key(KeyId=key_id)["PublicKey"]
        return self._known[key_id]


def raw(der_signature: bytes) -> bytes:
    """KMS answers in ASN.1; a JWS wants the two numbers side by side (RFC 7518, 3.4)."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    r, s = decode_dss_signature(der_signature)
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")
