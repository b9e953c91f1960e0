"""CloudFormation knows AWS::Events::Archive and AWS::Events::EventBusPolicy.

Vanilla refuses a stack that holds either, although its own API has both.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-archive.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html
"""

import json
from typing import Any

from ministack.services import eventbridge as events
from ministack.services.cloudformation import provisioners

from local.emulator.guard import expect

Made = tuple[str, dict[str, Any]]


def apply() -> None:
    """Add a provisioner for each, which calls the emulator's own API."""
    handlers = provisioners._RESOURCE_HANDLERS
    for kind, provisioner in PROVISIONERS.items():
        expect(kind not in handlers, f"it provisions {kind} itself")
        handlers[kind] = provisioner


def _called(answer: Any) -> dict[str, Any]:
    status, _, body = answer
    content: dict[str, Any] = json.loads(body)
    if status >= 400:
        raise ValueError(content.get("message", body))
    return content


def _archive(name: str, properties: dict[str, Any]) -> dict[str, Any]:
    pattern = properties.get("EventPattern", "")
    return {
        "ArchiveName": name,
        "EventSourceArn": properties["SourceArn"],
        "Description": properties.get("Description", ""),
        "RetentionDays": int(properties.get("RetentionDays", 0)),
        "EventPattern": pattern if isinstance(pattern, str) else json.dumps(pattern),
    }


def _create_archive(logical_id: str, properties: dict[str, Any], stack: str) -> Made:
    name = properties.get("ArchiveName") or provisioners._physical_name(stack, logical_id, max_len=48)
    return name, {"Arn": _called(events._create_archive(_archive(name, properties)))["ArchiveArn"]}


def _update_archive(name: str, _old: Any, properties: dict[str, Any], _stack: str) -> Made:
    return name, {"Arn": _called(events._update_archive(_archive(name, properties)))["ArchiveArn"]}


def _delete_archive(name: str, _properties: Any) -> None:
    events._delete_archive({"ArchiveName": name})


def _create_policy(_logical_id: str, properties: dict[str, Any], _stack: str) -> Made:
    statement = properties.get("Statement") or {}
    sid, bus = properties["StatementId"], properties.get("EventBusName", "default")
    permission = {
        "EventBusName": bus,
        "StatementId": sid,
        "Principal": statement.get("Principal", properties.get("Principal", "*")),
        "Action": statement.get("Action", properties.get("Action", "events:PutEvents")),
        "Condition": statement.get("Condition", properties.get("Condition")),
    }
    _called(events._put_permission(permission))
    return f"{bus}|{sid}", {}


def _update_policy(_name: str, _old: Any, properties: dict[str, Any], stack: str) -> Made:
    return _create_policy("", properties, stack)


def _delete_policy(name: str, _properties: Any) -> None:
    bus, sid = name.rsplit("|", 1)
    events._remove_permission({"EventBusName": bus, "StatementId": sid})


PROVISIONERS = {
    "AWS::Events::Archive": {"create": _create_archive, "update": _update_archive, "delete": _delete_archive},
    "AWS::Events::EventBusPolicy": {
        "create": _create_policy,
        "update": _update_policy,
        "delete": _delete_policy,
    },
}
