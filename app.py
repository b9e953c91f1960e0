"""The one Chalice app; MATTER chooses what it is. Four doors: people, facts, steps, and the minute.

Handlers live here and not on a blueprint, as Chalice would let theirs bypass this module (aws/chalice#1566).
"""

import logging
from typing import Any

from chalice.app import Chalice, CloudWatchEvent, Rate, SQSEvent

from chalicelib import matters, telemetry
from chalicelib.events import Fact
from chalicelib.settings import settings
from chalicelib.world import World

app = Chalice(app_name="tongban")
app.register_middleware(telemetry.watch, "all")
telemetry.guard(logging.getLogger(), app.log)

matter = matters.load(settings.matter)
if settings.serves_people:
    app.register_blueprint(matter.routes)


@app.on_sqs_message(queue=settings.inbox, batch_size=1)
def on_fact(event: SQSEvent) -> None:
    """Facts from the bus arrive here, one at a time; a raise means 'deliver again'."""
    for record in event:
        matters.react(matter, World.live(), Fact.from_bus(record.body))


@app.lambda_function()
def on_step(event: dict[str, Any], context: object) -> dict[str, Any]:
    """State machines call here; a refusal becomes an error of its own name."""
    return matters.step(matter, World.live(), event)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def sweep(event: CloudWatchEvent) -> None:
    """What a minute brings: facts left behind, and whatever the matter has due."""
    matters.sweep(matter, World.live())
