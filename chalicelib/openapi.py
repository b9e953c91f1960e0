"""A matter's door as an OpenAPI 3.1 document, made from the very views that are declared on it."""

import inspect
import re
import typing
from types import UnionType
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib import idempotency
from chalicelib.answers import File, Redirect
from chalicelib.given import Given
from chalicelib.identity import Caller

if TYPE_CHECKING:
    from chalicelib.bound import Bound
    from chalicelib.http import Routes

Schema = dict[str, Any]
REF = "#/components/schemas/{model}"
PROBLEM: Schema = {
    "title": "Problem",
    "description": "What went wrong (RFC 9457), in words for whoever asked.",
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}
KEY: Schema = {
    "name": idempotency.HEADER,
    "in": "header",
    "required": True,
    "description": "Chosen by the client; the same key brings the same answer for a day.",
    "schema": {"type": "string", "pattern": f"^{idempotency.SHAPE.pattern}$"},
}


def describe(routes: "Routes", version: str, form: Schema | None = None) -> Schema:
    """``form``: the schema of bodies that only the matter's definition knows (``Given``)."""
    views = [(path, bound) for path, bound in routes.opened if path != "/elder"]
    kinds = {kind for _, bound in views for kind in _models(bound)}
    named, defined = models_json_schema(sorted(kinds, key=str), ref_template=REF)
    paths: dict[str, Schema] = {}
    for path, bound in views:
        paths.setdefault(path, {})[bound.method.lower()] = _operation(path, bound, named)
    schemas = {**defined.get("$defs", {}), "Problem": PROBLEM, **({"Form": form} if form else {})}
    return {
        "openapi": "3.1.0",
        "info": {"title": routes.about.title, "version": version},
        "servers": [{"url": routes.about.base or "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _models(bound: "Bound") -> list[tuple[type[BaseModel], typing.Literal["validation", "serialization"]]]:
    wanted = _wanted(bound)
    given = [
        kind for name, kind in wanted.items() if name != "return" and _is_model(kind) and name != "query"
    ]
    answered = [kind for kind in _kinds(wanted.get("return")) if _is_model(kind)]
    return [*((kind, "validation") for kind in given), *((kind, "serialization") for kind in answered)]


def _wanted(bound: "Bound") -> dict[str, Any]:
    return inspect.get_annotations(bound.view, eval_str=True)


def _kinds(annotation: Any) -> list[Any]:
    """The members of a union, or the one kind there is."""
    if isinstance(annotation, UnionType) or typing.get_origin(annotation) is typing.Union:
        return list(typing.get_args(annotation))
    return [annotation]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not Caller


def _operation(path: str, bound: "Bound", named: Any) -> Schema:
    wanted = _wanted(bound)
    operation: Schema = {
        "operationId": f"{bound.method.lower()}-{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-') or 'home'}",
        "summary": (inspect.getdoc(bound.view) or bound.view.__name__.replace("_", " ")).splitlines()[0],
        "parameters": [*_in_path(path), *_in_query(wanted.get("query"))],
        "responses": _responses(bound, wanted, named),
    }
    if bound.method == "POST":
        operation["parameters"].append(KEY)
    if Caller in wanted.values():
        operation["security"] = [{"bearer": []}]
    body = _body(wanted, named)
    return operation | ({"requestBody": body} if body else {})


def _in_path(path: str) -> list[Schema]:
    names = re.findall(r"{(\w+)}", path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _in_query(query: Any) -> list[Schema]:
    if not _is_model(query):
        return []
    properties = query.model_json_schema()["properties"]
    return [{"name": name, "in": "query", "schema": schema} for name, schema in properties.items()]


def _body(wanted: dict[str, Any], named: Any) -> Schema | None:
    if Given in wanted.values():
        return {"content": {"application/json": {"schema": {"$ref": REF.format(model="Form")}}}}
    bodies = [kind for name, kind in wanted.items() if name not in {"return", "query"} and _is_model(kind)]
    if not bodies:
        return None
    return {"required": True, "content": {"application/json": {"schema": named[bodies[0], "validation"]}}}


def _responses(bound: "Bound", wanted: dict[str, Any], named: Any) -> Schema:
    refused = {"$ref": REF.format(model="Problem")}
    responses: Schema = {
        "default": {"description": "Refused", "content": {"application/problem+json": {"schema": refused}}}
    }
    for kind in _kinds(wanted.get("return")):
        if kind is Redirect:
            responses["303"] = {
                "description": "Look there",
                "headers": {"Location": {"schema": {"type": "string"}}},
            }
        elif kind is File:
            responses["200"] = {"description": "A file", "content": {"*/*": {}}}
        elif _is_model(kind):
            content = {"application/json": {"schema": named[kind, "serialization"]}}
            responses[str(bound.status)] = {"description": "Done", "content": content}
        else:
            responses["204"] = {"description": "Done"}
    return responses
