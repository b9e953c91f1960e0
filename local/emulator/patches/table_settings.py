"""CloudFormation applies a table's TimeToLiveSpecification and PointInTimeRecoverySpecification.

Vanilla ignores both: expired items stay and continuous backups read DISABLED.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
"""

from typing import Any

from ministack.services import dynamodb
from ministack.services.cloudformation import provisioners

from local.emulator.guard import Patched, wrap_entry


def apply() -> None:
    """Apply the settings after vanilla has made or updated the table."""
    table = provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]
    wrap_entry(table, "create", "277586e0", _create)
    wrap_entry(table, "update", "0665980f", _update)


def _create(vanilla: Patched, logical_id: str, properties: dict[str, Any], stack: str) -> Any:
    made = vanilla(logical_id, properties, stack)
    _set(made[0], properties)
    return made


def _update(vanilla: Patched, physical_id: str, old: Any, new: dict[str, Any], *rest: Any) -> Any:
    made = vanilla(physical_id, old, new, *rest)
    _set(made[0], new)
    return made


def _set(table: str, properties: dict[str, Any]) -> None:
    life = properties.get("TimeToLiveSpecification") or {}
    status = "ENABLED" if _true(life.get("Enabled")) else "DISABLED"
    dynamodb._ttl_settings[table] = {
        "TimeToLiveStatus": status,
        "AttributeName": life.get("AttributeName", ""),
    }
    recovery = properties.get("PointInTimeRecoverySpecification") or {}
    dynamodb._pitr_settings[table] = _true(recovery.get("PointInTimeRecoveryEnabled"))


def _true(value: Any) -> bool:
    return str(value).lower() == "true"
