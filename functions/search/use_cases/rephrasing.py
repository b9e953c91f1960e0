"""Published sentences in plainer words, where that is switched on; whatever is not faithful to them is thrown away."""

from chalicelib.world import World

from ..assistant.faithful import faithful
from ..model.talk import Card, Reply, Talk


def plainer(world: World, talk: Talk) -> Talk:
    """The first card of the latest answer; its sources stay."""
    last = talk.last
    if not (world.rephraser.available and last and last.reply and last.reply.cards):
        return talk
    first, *rest = last.reply.cards
    reply: Reply = last.reply.model_copy(update={"cards": [_plainer(world, first), *rest]})
    return talk.model_copy(update={"lines": [*talk.lines[:-1], last.model_copy(update={"reply": reply})]})


def _plainer(world: World, card: Card) -> Card:
    said = world.rephraser.rephrase(card.summary) if card.summary else ""
    return card.model_copy(update={"summary": said}) if faithful(card.summary, said) else card
