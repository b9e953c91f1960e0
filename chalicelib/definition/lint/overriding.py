"""Does an area change only what the definition leaves open, and only for the better?"""

from collections.abc import Iterator

from chalicelib.definition.lint import timing
from chalicelib.definition.lint.found import Found
from chalicelib.definition.ordinary import Ordinary
from chalicelib.definition.overlay import Overlay


def found(matter: Ordinary, overlay: Overlay, file: str) -> Iterator[Found]:
    if overlay.area != file:
        yield Found(("area",), f"the file of {overlay.area} is called {file}")
    if not any(overlay.area.startswith(area) for area in matter.task.areas):
        yield Found(("area",), f"{overlay.area} is not among the areas in which the matter is open")
    promised = matter.task.limits.promised
    if overlay.promised is not None and overlay.promised > promised:
        yield Found(("promised",), f"an area may be quicker than {promised} days, never slower")
    if overlay.notice_days is not None and matter.notice is None:
        yield Found(("notice_days",), "the matter has no notice")
    elif overlay.notice_days is not None and matter.notice and overlay.notice_days < matter.notice.days:
        yield Found(("notice_days",), f"the public has at least {matter.notice.days} days")
    yield from _parameters(matter, overlay)


def _parameters(matter: Ordinary, overlay: Overlay) -> Iterator[Found]:
    for name, values in overlay.parameters.items():
        parameter = matter.parameters.get(name)
        if parameter is None:
            yield Found(("parameters", name), f"no parameter {name}")
        elif not parameter.overridable:
            yield Found(("parameters", name), f"{name} is the same everywhere")
        elif not values:
            yield Found(("parameters", name), f"{name}: no value")
        else:
            kinds = {type(dated.value) for dated in [*values, *parameter.values]}
            if len(kinds) > 1:
                yield Found(("parameters", name), f"{name} is a {parameter.type}")
            for says in timing.dates(matter, values):
                yield Found(("parameters", name), f"{name}: {says}")
