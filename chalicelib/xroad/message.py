"""A request, and the hash by which its answer refers to it (PR-REST 4.3)."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha512

HASH = "X-Road-Request-Hash"
ERROR = "X-Road-Error"


@dataclass(frozen=True)
class Message:
    """A POST; ``path`` begins with ``/r1/``. Of ``headers``, X-Road's own belong to the message.

    The others change on their way: gateways add and reorder them. X-Road leaves them out of what it keeps as evidence for
    the same reason.
    """

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def hash(self) -> str:
        """base64(SHA512(SHA512(headers) + SHA512(body))); of the headers in the order of their names."""
        digest = sha512(sha512(self._head()).digest() + sha512(self.body).digest()).digest()
        return base64.b64encode(digest).decode()

    def _head(self) -> bytes:
        named = {name.lower(): value for name, value in self.headers.items()}
        ours = sorted(name for name in named if name.startswith("x-road-") and name != HASH.lower())
        lines = ["POST", self.path, *(f"{name}:{named[name]}" for name in ours)]
        return "".join(f"{line}\r\n" for line in lines).encode()
