"""Reference pages made from the matters: what each is, and the contract of every fact it tells."""

import importlib.util
import json
import pkgutil
from pathlib import Path

from chalicelib import matters
from chalicelib.definition import Definition, definition_of, folder_of, module_of
from chalicelib.definition.ordinary import HEARD, Ordinary
from chalicelib.events import Event
from infra.provision import machine

ORDINARY = "chalicelib.application.events"
GENERATED = Path("docs/generated")
NOTE = "<!-- made by python -m infra.generate; do not edit -->"


def all_of_them() -> dict[Path, str]:
    known = {name: definition_of(folder_of(name)) for name in matters.names()}
    facts = {name: events_in(f"functions.{name}.events") for name in known}
    told = [*events_in(ORDINARY), *(fact for own in facts.values() for fact in own)]
    schemas = {GENERATED / "events" / f"{fact.type}.schema.json": schema(fact) for fact in told}
    return {GENERATED / "catalogue.md": catalogue(known, facts)} | schemas | doors(known)


def doors(known: dict[str, Definition]) -> dict[Path, str]:
    """What programs may ask of every ordinary matter, once, and the form of each: at ``/openapi.json`` each serves its own."""
    from chalicelib.application.edition import current
    from chalicelib.application.form_schema import form_schema
    from chalicelib.openapi import describe

    ordinary = [name for name, definition in known.items() if definition.kind == "application"]
    forms = {
        GENERATED / "forms" / f"{name}.schema.json": _json(form_schema(current(name))) for name in ordinary
    }
    plain = [name for name in ordinary if module_of(name, "routes") is None]
    if not plain:
        return forms
    shared = describe(matters.load(plain[0]).routes, "1", {"type": "object", "description": "see ../forms"})
    shared["info"]["title"] = "An ordinary matter"
    shared["servers"] = [
        {"url": "/{matter}", "variables": {"matter": {"default": plain[0].replace("_", "-")}}}
    ]
    return {**forms, GENERATED / "openapi" / "ordinary.json": _json(shared)}


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def events_in(home: str) -> list[type[Event]]:
    """The facts that a module or a package holds."""
    if importlib.util.find_spec(home) is None:
        return []
    importlib.import_module(home)
    for module in pkgutil.iter_modules(getattr(importlib.import_module(home), "__path__", [])):
        importlib.import_module(f"{home}.{module.name}")
    own = [kind for kind in _kinds(Event) if f"{kind.__module__}.".startswith(f"{home}.")]
    return sorted((kind for kind in own if hasattr(kind, "type")), key=lambda kind: kind.type)


def _kinds(base: type[Event]) -> list[type[Event]]:
    return [kind for child in base.__subclasses__() for kind in (child, *_kinds(child))]


def schema(fact: type[Event]) -> str:
    """The fact's JSON Schema, with its published example."""
    described = fact.model_json_schema() | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": fact.type,
        "x-version": fact.version,
        "examples": [fact.example],
    }
    return _json(described)


def catalogue(known: dict[str, Definition], facts: dict[str, list[type[Event]]]) -> str:
    """Every matter on one page, in the terms of the national 实施清单; what ordinary ones tell, once."""
    pages = [_matter(name, definition, facts[name], known) for name, definition in sorted(known.items())]
    shared = events_in(ORDINARY)
    heard_by = {fact.type: _listeners(fact.type, known) for fact in shared}
    ordinary = ["## 普通事项共同的事实", "", "每个普通事项都会说；各自的收件箱和状态机只听自己的。", ""]
    return "\n".join([NOTE, "", "# The matters", "", *pages, *ordinary, *_facts(shared, heard_by)])


def _matter(name: str, definition: Definition, told: list[type[Event]], known: dict[str, Definition]) -> str:
    heard_by = {fact: _listeners(fact, known) for fact in definition.publishes}
    rows = {
        "事项类型": definition.task_type,
        "服务对象": "、".join(definition.audience),
        "实施主体": definition.department,
        "设定依据": "；".join(definition.basis),
        "别名": "、".join(definition.everyday_names) or "—",
        "网址": "、".join(f"`/{path}`" if path != "(none)" else "`/`" for path in definition.base_paths),
        "状态机": f"`{machine(name)}`" if definition.machine else "—",
        "收听": "、".join(f"`{fact}`" for fact in definition.consumes) or "—",
    }
    if isinstance(definition, Ordinary):
        rows |= _elements(definition)
    lines = [f"## {definition.title} (`{name}`)", "", definition.summary, "", "| | |", "|---|---|"]
    lines += [f"| {key} | {value} |" for key, value in rows.items()]
    lines += ["", *_facts(told, heard_by)]
    return "\n".join(lines)


def _elements(definition: Ordinary) -> dict[str, str]:
    """What an ordinary matter says about itself besides."""
    task = definition.task
    wanted = [it.title for it in definition.materials if it.source == "applicant"]
    return {
        "实施编码": f"`{task.code}`",
        "办件类型": task.project_type,
        "时限": f"承诺 {task.limits.promised}、法定 {task.limits.statutory or '未规定'}（工作日）",
        "材料": "、".join(wanted) or "不用交",
        "环节": " → ".join(step.title for step in definition.steps) or "规则当场决定",
        "结果": task.result.name,
        "收听": "—"
        if set(definition.consumes) <= set(HEARD)
        else "、".join(sorted(set(definition.consumes) - set(HEARD))),
    }


def _listeners(fact: str, known: dict[str, Definition]) -> list[str]:
    inboxes = [name for name, it in known.items() if fact in it.consumes and fact not in HEARD]
    inboxes += ["自己"] if fact in HEARD else []
    machines = [
        machine(name).name for name, it in known.items() if it.machine and fact in it.machine.starts_on
    ]
    return [*inboxes, *dict.fromkeys(machines)]


def _facts(told: list[type[Event]], heard_by: dict[str, list[str]]) -> list[str]:
    if not told:
        return []
    lines = ["| 事实 | 含义 | 听众 |", "|---|---|---|"]
    for fact in told:
        listeners = "、".join(f"`{name}`" for name in heard_by.get(fact.type, [])) or "—"
        meaning = " ".join((fact.__doc__ or "").split())
        lines.append(
            f"| [`{fact.type}`](events/{fact.type}.schema.json) v{fact.version} | {meaning} | {listeners} |"
        )
    return [*lines, ""]
