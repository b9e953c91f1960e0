"""The operator's command for officers' accounts; what is secret is asked for, and stays out of the shell's history.

MATTER=identity ENVIRONMENT=dev python -m functions.identity enrol hefei-001 --role officer --area 3401 \\
    --post public-housing:bureau
MATTER=identity ENVIRONMENT=dev python -m functions.identity dismiss hefei-001
"""

import argparse
import sys
from collections.abc import Callable
from getpass import getpass

from pydantic import ValidationError

from chalicelib.world import World

from .forms import Enrolment
from .use_cases import officers


def main(arguments: list[str], world: World, ask: Callable[[str], str]) -> None:
    given = _parser().parse_args(arguments)
    if given.verb == "dismiss":
        officers.dismiss(world, given.account)
        return
    try:
        officers.enrol(world, _enrolment(given, ask))
    except ValidationError as wrong:
        said = {f"{it['loc'][0]}: {it['msg']}" for it in wrong.errors() if it["type"] != "literal_error"}
        raise SystemExit("\n".join(sorted(said))) from None


def _enrolment(given: argparse.Namespace, ask: Callable[[str], str]) -> Enrolment:
    """Raises ValidationError."""
    return Enrolment(
        account=given.account,
        roles=given.role,
        area=given.area,
        posts=given.post,
        phone=ask("手机号: "),
        password=ask("密码(至少 12 位): "),
        name=ask("姓名(没有办理岗位的可不填): "),
        id_number=ask("身份证号(有办理岗位的必填，用来自动回避亲属的申请): "),
    )


def _ask(prompt: str) -> str:
    """From the terminal unseen, or a line of a pipe."""
    return getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m functions.identity", description="公务人员账号")
    verbs = parser.add_subparsers(dest="verb", required=True)
    enrol = verbs.add_parser("enrol", help="开通或修改账号")
    enrol.add_argument(
        "--role", action="append", required=True, choices=["officer", "clerk", "editor", "operator"]
    )
    enrol.add_argument("--area", default="", help="行政区划代码，如 3401；不填为全省")
    enrol.add_argument("--post", action="append", default=[], help="岗位，如 public-housing:street；可多次")
    for verb in (enrol, verbs.add_parser("dismiss", help="停用账号")):
        verb.add_argument("account")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:], World.live(), _ask)
