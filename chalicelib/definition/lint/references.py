"""Does every name in a definition lead to something, and is everything in it used by something?"""

from collections.abc import Iterator

from chalicelib.definition.form import Field
from chalicelib.definition.lint.found import Found, Path, repeated
from chalicelib.definition.ordinary import OWN, Ordinary
from chalicelib.definition.rules import Parameter, Rule

NUMBERS = {"integer", "money", "area"}
TESTS = {
    "at_most": NUMBERS,
    "below": NUMBERS,
    "at_least": NUMBERS,
    "above": NUMBERS,
    "equals": {*NUMBERS, "text", "choice"},
    "one_of": {"text", "choice"},
    "none_of": {"text", "choice"},
    "is_yes": {"yes_no"},
    "is_no": {"yes_no"},
}
LISTS = {"one_of", "none_of"}
HOUSEHOLD = "police/household"


def found(matter: Ordinary) -> Iterator[Found]:
    fields = {field.name: field for field in matter.fields}
    yield from repeated(matter.fields, "fields")
    yield from repeated(matter.rules, "rules")
    yield from repeated(matter.steps, "steps")
    yield from repeated(matter.materials, "materials")
    yield from _of_fields(matter)
    yield from _of_rules(matter, fields)
    yield from _of_materials(matter, fields)
    yield from _of_the_rest(matter, fields)
    yield from _unused(matter)


def _of_fields(matter: Ordinary) -> Iterator[Found]:
    before: dict[str, Field] = {}
    services = {field.registry for field in matter.fields}
    for number, field in enumerate(matter.fields):
        yield from condition(field.when, ("fields", number, "when"), before, "an earlier")
        for column in field.columns:
            if column.type == "long_text":
                yield Found(("fields", number, "columns"), f"a column cannot be a {column.type}")
        if field.of == "household" and HOUSEHOLD not in services:
            yield Found(
                ("fields", number, "of"), f"no field tells who the household is ({HOUSEHOLD} members)"
            )
        before[field.name] = field


def condition(when: str, path: Path, fields: dict[str, Field], what: str) -> Iterator[Found]:
    """``when`` names a yes_no or choice field, and a value that it can have."""
    if not when:
        return
    name, _, wanted = when.partition("=")
    field = fields.get(name.strip())
    values = {"yes", "no"} if field and field.type == "yes_no" else _options(field)
    if field is None or not values:
        yield Found(path, f"{when}: {name} is not {what} yes_no or choice field")
    elif wanted.strip() not in values:
        yield Found(path, f"{when}: {name} is never {wanted or 'empty'}")


def _options(field: Field | None) -> set[str]:
    return {option.value for option in field.options} if field else set()


def _of_rules(matter: Ordinary, fields: dict[str, Field]) -> Iterator[Found]:
    for number, rule in enumerate(matter.rules):
        here: Path = ("rules", number)
        yield from condition(rule.when, (*here, "when"), fields, "a")
        fact, parameter = fields.get(rule.fact), matter.parameters.get(rule.than)
        if fact is None:
            yield Found((*here, "fact"), f"no field {rule.fact}")
            continue
        if rule.than and parameter is None:
            yield Found((*here, "than"), f"no parameter {rule.than}")
            continue
        yield from _fits(rule, fact, parameter, here)
        yield from _always_there(rule, fact, here)


def _fits(rule: Rule, fact: Field, parameter: Parameter | None, here: Path) -> Iterator[Found]:
    if fact.type not in TESTS[rule.test]:
        yield Found((*here, "test"), f"{rule.test} cannot be said of {fact.name}, a {fact.type}")
        return
    if parameter and fact.type in NUMBERS and parameter.type != fact.type:
        yield Found((*here, "than"), f"{fact.name} is a {fact.type}, {rule.than} a {parameter.type}")
    value = rule.value if parameter is None else parameter.values[0].value
    wanted = list if rule.test in LISTS else int if fact.type in NUMBERS else str
    if value is not None and not isinstance(value, wanted):
        yield Found((*here, "value"), f"{rule.test} of {fact.name} wants a {wanted.__name__}")
    elif isinstance(value, str | list) and fact.options:
        strange = {value} if isinstance(value, str) else set(value)
        if strange := strange - _options(fact):
            yield Found((*here, "value"), f"{fact.name} is never {', '.join(sorted(strange))}")


def _always_there(rule: Rule, fact: Field, here: Path) -> Iterator[Found]:
    """Where a fact may be absent, the rule has to say that it does not apply then."""
    if fact.when and rule.when != fact.when:
        yield Found((*here, "when"), f'{fact.name} is there only when "{fact.when}": say so here too')
    if fact.source == "applicant" and not fact.required:
        yield Found((*here, "fact"), f"{fact.name} may be left empty, so no rule can rest on it")


def _of_materials(matter: Ordinary, fields: dict[str, Field]) -> Iterator[Found]:
    asked = {name: field for name, field in fields.items() if field.source == "applicant"}
    for number, material in enumerate(matter.materials):
        yield from condition(material.when, ("materials", number, "when"), asked, "an asked")
        if not material.basis.strip():
            yield Found(
                ("materials", number, "basis"), f"{material.name}: what says that it may be asked for?"
            )


def _of_the_rest(matter: Ordinary, fields: dict[str, Field]) -> Iterator[Found]:
    for number, name in enumerate(matter.task.result.shows):
        if name not in fields:
            yield Found(("task", "result", "shows", number), f"no field {name}")
    if matter.located_by and (matter.located_by not in fields or not fields[matter.located_by].registry):
        yield Found(("located_by",), f"{matter.located_by} is no registry field")
    if matter.notice is None:
        return
    if matter.notice.decided_by not in {step.name for step in matter.steps}:
        yield Found(("notice", "decided_by"), f"no step {matter.notice.decided_by}")
    for number, name in enumerate(matter.notice.shows):
        if name not in fields:
            yield Found(("notice", "shows", number), f"no field {name}")


def _unused(matter: Ordinary) -> Iterator[Found]:
    """What is asked of a registry, or of an area, has to be good for something."""
    looked_at = {rule.fact for rule in matter.rules} | {matter.located_by, *matter.task.result.shows}
    looked_at |= {name for field in matter.fields for name in field.inputs}
    looked_at |= set(matter.notice.shows) if matter.notice else set()
    for number, field in enumerate(matter.fields):
        if field.registry and not field.shown and field.name not in looked_at:
            who = "this matter's own table" if field.registry.startswith(OWN) else field.registry
            yield Found(("fields", number), f"nothing uses {field.name}: {who} must not be asked for it")
    for name in set(matter.parameters) - {rule.than for rule in matter.rules}:
        yield Found(("parameters", name), f"no rule uses {name}")
