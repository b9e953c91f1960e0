"""The officers of one street in Hefei, and the catalogue's editors, enrolled by the operator's own command."""

from dataclasses import dataclass

from chalicelib import matters
from chalicelib.definition.ordinary import Ordinary
from local.cloud import LocalCloud
from local.people import Person
from local.web import accepted

PASSWORD = "officers-of-the-demo"  # opens nothing but the accounts on this machine
SUPERIOR = "superior"


@dataclass(frozen=True)
class Official:
    """``level``: how many digits of a case's area they answer for, as a matter's steps declare it."""

    account: str
    title: str
    phone: str
    area: str
    level: int
    id_number: str = ""  # those who hold no post may go without
    role: str = "officer"

    @property
    def posts(self) -> list[str]:
        """Of every ordinary matter, the steps of their level; a superior decides none, and answers for all; editors none."""
        if self.role != "officer":
            return []
        slugs = {it.slug: it.definition for it in map(matters.load, matters.names())}
        ordinary = {slug: it for slug, it in slugs.items() if isinstance(it, Ordinary) and it.steps}
        if self.account == SUPERIOR:
            return [f"{slug}:{SUPERIOR}" for slug in ordinary]
        return [
            f"{slug}:{step.role}"
            for slug, it in ordinary.items()
            for step in it.steps
            if step.level == self.level
        ]


COMMUNITY = Official("community", "社区", "+8613955100011", "340102001001", 12, "34010219800101001X")
COMMUNITY_TOO = Official(
    "community-2", "社区（同事）", "+8613955100012", "340102001001", 12, "340102198001020015"
)
STREET = Official("street", "街道", "+8613955100013", "340102001", 9, "340102198001030010")
COUNTY = Official("county", "区级部门", "+8613955100014", "340102", 6, "340102198001040016")
BUREAU = Official("bureau", "市级部门", "+8613955100015", "3401", 4, "340102198001050011")
CHIEF = Official(SUPERIOR, "市级负责人", "+8613955100016", "3401", 4, "340102198001060017")
EDITOR = Official("editor", "编目员", "+8613955100017", "", 0, "340102198001070012", "editor")
EDITOR_TOO = Official("editor-2", "编目员（同事）", "+8613955100018", "", 0, "340102198001080018", "editor")
EVERYBODY = [COMMUNITY, COMMUNITY_TOO, STREET, COUNTY, BUREAU, CHIEF, EDITOR, EDITOR_TOO]


def needed() -> list[Official]:
    """Those who have something to do: some matter has a step of their level, or they edit the catalogue."""
    return [it for it in EVERYBODY if it.posts or it.role == "editor"]


def enrol(cloud: LocalCloud, official: Official) -> None:
    """As an operator does; again gives the same account."""
    posts = [word for post in official.posts for word in ("--post", post)]
    cloud.operator(
        "functions.identity",
        *["enrol", official.account, "--role", official.role, "--area", official.area, *posts],
        given=f"{official.phone}\n{PASSWORD}\n{official.title}\n{official.id_number}\n",
        MATTER="identity",
        ENVIRONMENT="dev",
    )


def at_work(cloud: LocalCloud, official: Official) -> "AtWork":
    """Enrolled, and with a telephone."""
    enrol(cloud, official)
    return AtWork(cloud, official)


class AtWork(Person):
    """An officer with a browser, signed in by password and the code on their telephone."""

    def __init__(self, cloud: LocalCloud, official: Official) -> None:
        super().__init__(cloud.instance.front_door_port, cloud.carrier, official.phone, official.title)
        self.official = official

    def sign_in(self) -> None:
        since = self.carrier.ledger().last
        given = {"account": self.official.account, "password": PASSWORD}
        sent = accepted(self.browser.post("/identity/officers/sign-in", given))
        code = {"challenge": sent["challenge"], "code": self.code(since)}
        accepted(self.browser.post("/identity/sign-in/code", code))
