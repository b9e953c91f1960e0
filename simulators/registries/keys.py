"""Each registry's own signing key (ES256). Kept in a file, so that what was signed before a restart stays provable."""

import json
import os
from pathlib import Path
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey


class Keys:
    """By the name of the registry."""

    def __init__(self, registries: list[str], file: Path | None = None) -> None:
        kept = json.loads(file.read_text()) if file and file.exists() else {}
        self._keys = {name: _key(kept.get(name)) for name in registries}
        if file:
            _keep(file, {name: key.as_dict(private=True) for name, key in self._keys.items()})

    def published(self, registry: str) -> dict[str, Any]:
        """A JWK Set (RFC 7517)."""
        return {"keys": [self._keys[registry].as_dict(private=False)]}

    def sign(self, registry: str, claims: dict[str, Any]) -> str:
        """A compact JWS (RFC 7515)."""
        key = self._keys[registry]
        header = {"alg": "ES256", "typ": "JWT", "kid": key.kid}
        return str(jws.serialize_compact(header, json.dumps(claims, ensure_ascii=False).encode(), key))


def _key(kept: dict[str, Any] | None) -> ECKey:
    key = ECKey.import_key(kept) if kept else ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"})
    key.ensure_kid()
    return key


def _keep(file: Path, keys: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
        json.dump(keys, kept)
