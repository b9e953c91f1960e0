"""A fact comes: the affair it is about follows it, and whom it concerns is told. Again, late, or at the same time: the same."""

from chalicelib.errors import Busy, Conflict
from chalicelib.store import Change
from chalicelib.world import World

from ..model.affair import Affair, part_of
from ..model.message import Message
from ..model.told import READERS, Heard
from ..rules.following import followed
from ..words import Happening, happenings, lives

TRIES = 8


def hear(world: World, fact: str, data: dict[str, object]) -> None:
    """Facts about one affair come in bursts: whoever was slower looks again."""
    about = happenings()[fact]
    heard = READERS[about.about].model_validate(data).heard(about.by)
    for _ in range(TRIES):
        changes = [change for one in heard for change in _changes(world, fact, about, one)]
        if not changes:
            return
        try:
            world.store.commit(*changes)
        except Conflict:
            continue
        return
    raise Busy("现在有点忙，请稍后再试。", 1)


def _changes(world: World, fact: str, about: Happening, heard: Heard) -> list[Change]:
    return [*_affair(world, about, heard), *_message(world, fact, about, heard)]


def _affair(world: World, about: Happening, heard: Heard) -> list[Change]:
    stage = about.stage_for(heard.says)
    if heard.kind is None or stage not in lives()[heard.kind].stages:
        return []
    known = world.store.find(Affair, heard.owner, part_of(heard.kind, heard.matter, heard.thing))
    after = followed(known, heard, stage)
    return [] if after is known else [after]


def _message(world: World, fact: str, about: Happening, heard: Heard) -> list[Change]:
    if not about.text_for(heard.says):
        return []
    message = Message(
        id=heard.owner,
        fact=fact,
        variant=heard.says,
        matter=heard.matter,
        case_id=heard.case_id,
        at=heard.at,
        filed=world.now(),
        link=about.link or _link(heard),
        bills=heard.bills,
    )
    return [] if world.store.find(Message, heard.owner, message.part) else [message]


def _link(heard: Heard) -> str:
    """To the thing itself; a consent is looked at where consents are."""
    if heard.kind is None:
        return "/data-sharing/consents"
    return lives()[heard.kind].link.format(matter=heard.matter, thing=heard.thing)
