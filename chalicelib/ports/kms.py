"""KMS: the key that opens a matter's data key. https://docs.aws.amazon.com/kms/latest/developerguide/"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types_boto3_kms import KMSClient

Keep = Callable[[str, str, Callable[[], bytes]], bytes]


@cache
def client() -> "KMSClient":
    """KMS, connected once and only by those who need it."""
    import boto3

    return boto3.client("kms")


@dataclass(frozen=True)
class DataKey:
    """Envelope encryption: the data key is kept wrapped beside the data; KMS alone unwraps it.

    ``owner`` is the encryption context: a role that may use the KMS key for one owner only
    (``kms:EncryptionContext:owner``) opens nobody else's data.
    """

    key_id: Callable[[], str]
    owner: str
    keep: Keep

    def __call__(self) -> bytes:
        """The 32 bytes; the first caller ever has them made, and of two first callers one prevails."""
        wrapped = self.keep("vault", "data-key", self._make)
        opened = client().decrypt(
            CiphertextBlob=wrapped, KeyId=self.key_id(), EncryptionContext=self._context
        )
        return opened["Plaintext"]

    def _make(self) -> bytes:
        made = client().generate_data_key_without_plaintext(
            KeyId=self.key_id(), KeySpec="AES_256", EncryptionContext=self._context
        )
        return made["CiphertextBlob"]

    @property
    def _context(self) -> dict[str, str]:
        return {"owner": self.owner}
