"""One matter to another: who is calling, as KMS and IAM vouch for it.

The caller encrypts a few words under the context ``from`` and ``to``. Its role may do so with its own name as ``from`` only;
the other's role may decrypt with its own name as ``to`` only. No secret is shared, kept or rotated.
After https://github.com/lyft/python-kmsauth, whose tokens may be used again while they last; ours name one message.
"""

import base64
import binascii
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from chalicelib.errors import Unauthenticated
from chalicelib.ports import kms


class Introduction(BaseModel):
    """What a token says: ``about`` is the hash of the one message that it comes with; ``nonce`` is never used again."""

    model_config = ConfigDict(frozen=True)
    about: str
    issued: AwareDatetime
    nonce: str


class Peers(Protocol):
    def introduce(self, to: str, about: str) -> str:
        """A token for one message to the matter ``to``."""
        ...

    def recognise(self, claimed: str, token: str) -> Introduction:
        """What the matter ``claimed`` said to us; raises Unauthenticated where it was not that matter, or not to us."""
        ...


@dataclass(frozen=True)
class KmsPeers:
    """``matter`` is who we are. The key's id is the parameter ``peer-key``.

    https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
    """

    parameters: Mapping[str, str]
    matter: str
    now: Callable[[], datetime]

    def introduce(self, to: str, about: str) -> str:
        words = Introduction(about=about, issued=self.now(), nonce=secrets.token_hex(16))
        sealed = kms.client().encrypt(
            KeyId=self.parameters["peer-key"],
            Plaintext=words.model_dump_json().encode(),
            EncryptionContext={"from": self.matter, "to": to},
        )
        return base64.b64encode(sealed["CiphertextBlob"]).decode()

    def recognise(self, claimed: str, token: str) -> Introduction:
        try:
            opened = kms.client().decrypt(
                CiphertextBlob=base64.b64decode(token, validate=True),
                KeyId=self.parameters["peer-key"],
                EncryptionContext={"from": claimed, "to": self.matter},
            )
            return Introduction.model_validate_json(opened["Plaintext"])
        except _refusals() as error:
            raise Unauthenticated("调用方身份无法核实。") from error


def _refusals() -> tuple[type[Exception], ...]:
    """What is said to a token that was never made so: all else is a failure of ours or of KMS."""
    errors = kms.client().exceptions
    return (binascii.Error, ValidationError, errors.InvalidCiphertextException, errors.IncorrectKeyException)
