"""A table outlives its stack; a stack made again takes the table back in, with all its data."""

import json
from typing import TYPE_CHECKING, Any

from infra.cloud import Cloud
from infra.stacks import Stack, Stacks

if TYPE_CHECKING:
    from types_boto3_cloudformation.type_defs import ResourceToImportTypeDef

LOGICAL = "Table"


def adopt(stacks: Stacks, stack: Stack, cloud: Cloud) -> None:
    """Import the matter's table where it is there and its stack is not."""
    name = f"tongban-{stack.parameters['Matter']}-{stack.parameters['Environment']}"
    if stacks.exists(stack.name) or name not in _tables(cloud):
        return
    found: ResourceToImportTypeDef = {
        "LogicalResourceId": LOGICAL,
        "ResourceType": "AWS::DynamoDB::Table",
        "ResourceIdentifier": {"TableName": name},
    }
    stacks.apply(stacks.plan_import(stack, _only_the_table(stack), found))


def _tables(cloud: Cloud) -> set[str]:
    pages = cloud.dynamodb.get_paginator("list_tables").paginate()
    return {name for page in pages for name in page["TableNames"]}


def _only_the_table(stack: Stack) -> str:
    """CloudFormation imports into a template that holds nothing else."""
    from cfnlint.decode import decode

    template: dict[str, Any] = dict(decode(str(stack.template))[0] or {})
    kept = {key: template[key] for key in ("AWSTemplateFormatVersion", "Parameters", "Conditions")}
    return json.dumps(kept | {"Resources": {LOGICAL: template["Resources"][LOGICAL]}})
