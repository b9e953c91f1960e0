"""``python -m infra.secrets set dev carrier/token``: the values that no file and no screen may show; ``list dev`` names them."""

import getpass
import re
import sys

from botocore.exceptions import BotoCoreError, ClientError

from infra.cloud import Cloud
from infra.environment import Environment, load
from infra.errors import CannotDeploy

NAME = re.compile(r"[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)+")
USAGE = "python -m infra.secrets set ENVIRONMENT NAME < secret\npython -m infra.secrets list ENVIRONMENT"


def put(environment: Environment, name: str, value: str) -> None:
    """Keep the secret under the environment's data key; functions see it within five minutes."""
    if not NAME.fullmatch(name):
        raise CannotDeploy(f"a secret is named like carrier/token, not {name}")
    if not value:
        raise CannotDeploy("the secret is empty; nothing was changed")
    Cloud(environment.region).ssm.put_parameter(
        Name=environment.parameters + name,
        Value=value,
        Type="SecureString",
        KeyId=f"alias/tongban-{environment.name}-data",
        Overwrite=True,
    )


def names(environment: Environment) -> list[str]:
    pages = Cloud(environment.region).ssm.get_paginator("get_parameters_by_path")
    return sorted(
        parameter["Name"].removeprefix(environment.parameters)
        for page in pages.paginate(Path=environment.parameters, Recursive=True)
        for parameter in page["Parameters"]
        if parameter["Type"] == "SecureString"
    )


def _ask(name: str) -> str:
    """From the keyboard without echo, or the first line of what is piped in."""
    return getpass.getpass(f"{name}: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["set", environment, name]:
                put(load(environment), name, _ask(name))
                print(f"{name} is set")
            case ["list", environment]:
                print("\n".join(names(load(environment))))
            case _:
                print(USAGE, file=sys.stderr)
                return 2
    except (CannotDeploy, ClientError, BotoCoreError) as reason:
        print(f"secrets: {reason}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
