"""Taking a matter out of an environment: its paths, its functions, its stack; its table only when told so."""

from infra import chalice_cli
from infra.deployment import MatterDeployment
from infra.errors import CannotDeploy
from infra.progress import say, step


def remove(it: MatterDeployment, with_data: bool) -> None:
    """Undo ``carry_out``, last step first. Harmless where there is nothing left to remove."""
    record = it.to.records.fetch(it.stage)
    if record:
        with step(it.stage, f"paths {', '.join(it.definition.base_paths)} closed"):
            it.to.front_door.close(record.api)
        with step(it.stage, f"chalice delete --stage {it.stage}"):
            chalice_cli.delete(it.build, it.stage, it.to.cloud)
        it.to.records.forget(it.stage)
    if it.to.stacks.exists(it.stack.name):
        _empty_files(it)
        with step(it.stage, f"stack {it.stack.name} deleted"):
            it.to.stacks.remove(it.stack.name)
    _table(it, with_data)


def _empty_files(it: MatterDeployment) -> None:
    """What people sent is for a day only, and a bucket that holds anything cannot be deleted."""
    bucket = it.to.stacks.outputs(it.stack.name).get("FilesBucket")
    if bucket is None:
        return
    for page in it.to.cloud.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for found in page.get("Contents", []):
            it.to.cloud.s3.delete_object(Bucket=bucket, Key=found["Key"])


def _table(it: MatterDeployment, with_data: bool) -> None:
    name = f"tongban-{it.stage}"
    if with_data:
        with step(it.stage, f"table {name} deleted"):
            it.to.cloud.dynamodb.delete_table(TableName=name)
    else:
        say(it.stage, f"table {name} stays, with its data; deploying again takes it back in")


def confirm(stage: str, with_data: bool) -> None:
    """Ask; raises where the answer is not the stage's own name."""
    what = "and ALL ITS DATA " if with_data else ""
    try:
        answer = input(f"Remove {stage} {what}for good? Type its name: ")
    except EOFError:
        answer = ""
    if answer.strip() != stage:
        raise CannotDeploy("not confirmed; nothing was removed")
