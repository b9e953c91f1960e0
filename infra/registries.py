"""Where other departments' registries are, and the keys that they have published; functions see it within five minutes.

python -m infra.registries set prod police https://police.example.gov < police-keys.json    a JWK Set (RFC 7517)
python -m infra.registries load dev < registries.json                                        {name: {"url", "keys"}}
"""

import json
import re
import sys
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.cloud import Cloud
from infra.environment import Environment, load
from infra.errors import CannotDeploy

NAME, URL = re.compile(r"[a-z][a-z_]*"), re.compile(r"https?://[^/\s]+")
PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "k"}


def put(environment: Environment, name: str, url: str, keys: Any) -> None:
    """Raises CannotDeploy before anything is written where it cannot be right."""
    _check(environment, name, url, keys)
    ssm = Cloud(environment.region).ssm
    for what, value in {"url": url, "keys": json.dumps(keys)}.items():
        path = f"{environment.parameters}registry/{name}/{what}"
        ssm.put_parameter(Name=path, Value=value, Type="String", Overwrite=True)


def _check(environment: Environment, name: str, url: str, keys: Any) -> None:
    if not NAME.fullmatch(name) or not URL.fullmatch(url):
        raise CannotDeploy(f"a name like police and an address like https://police.example.gov: {name} {url}")
    if url.startswith("http:") and not Cloud(environment.region).emulator:
        raise CannotDeploy(f"{name}: personal data travels over https only")
    if not isinstance(keys, dict) or not keys.get("keys"):
        raise CannotDeploy(f"{name}: the keys are not a JWK Set")
    if any(PRIVATE & key.keys() for key in keys["keys"]):
        raise CannotDeploy(
            f"{name}: this is a private key; the registry keeps it and publishes the other half"
        )


def _read() -> Any:
    try:
        return json.load(sys.stdin)
    except ValueError:
        raise CannotDeploy("what was piped in is not JSON") from None


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["set", environment, name, url]:
                put(load(environment), name, url, _read())
            case ["load", environment]:
                for name, registry in _read().items():
                    put(load(environment), name, registry["url"], registry["keys"])
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except (CannotDeploy, ClientError, BotoCoreError) as reason:
        print(f"registries: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
