"""Where the payment provider and the billers are, and what we sign in with; functions see it within five minutes.

python -m infra.payments merchant prod https://api.mch.weixin.qq.com < merchant.json    {mchid, appid, serial, private_key, apiv3_key}, and plan_id for 委托代扣
python -m infra.payments billers prod https://billers.example.gov < token
"""

import json
import re
import sys

from botocore.exceptions import BotoCoreError, ClientError

from infra import secrets
from infra.cloud import Cloud
from infra.environment import Environment, load
from infra.errors import CannotDeploy

URL = re.compile(r"https?://[^/\s]+")
MERCHANT = ("mchid", "appid", "serial", "private_key", "apiv3_key")
OPTIONAL = ("plan_id",)


def merchant(environment: Environment, url: str, given: str) -> None:
    """Raises CannotDeploy before anything is written where it cannot be right."""
    _check(environment, url)
    try:
        told = json.loads(given)
        names = [*MERCHANT, *(name for name in OPTIONAL if name in told)]
        values = {name.replace("_", "-"): str(told[name]) for name in names}
    except (ValueError, KeyError, TypeError) as wrong:
        raise CannotDeploy(f"what was piped in is no merchant: {', '.join(MERCHANT)} are wanted") from wrong
    if len(values["apiv3-key"]) != 32 or "PRIVATE KEY" not in values["private-key"]:
        raise CannotDeploy("the APIv3 key has 32 characters, and the private key is in PEM")
    for name, value in {"url": url, **values}.items():
        secrets.put(environment, f"payments/{name}", value)


def billers(environment: Environment, url: str, token: str) -> None:
    _check(environment, url)
    secrets.put(environment, "billers/url", url)
    secrets.put(environment, "billers/token", token.strip())


def _check(environment: Environment, url: str) -> None:
    if not URL.fullmatch(url):
        raise CannotDeploy(f"an address like https://api.mch.weixin.qq.com, not {url}")
    if url.startswith("http:") and not Cloud(environment.region).emulator:
        raise CannotDeploy("money travels over https only")


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["merchant", environment, url]:
                merchant(load(environment), url, sys.stdin.read())
            case ["billers", environment, url]:
                billers(load(environment), url, sys.stdin.read())
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except (CannotDeploy, ClientError, BotoCoreError) as reason:
        print(f"payments: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
