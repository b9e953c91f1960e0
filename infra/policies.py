"""What a matter's functions may do: one IAM policy per stage, made from what its definition declares.

Policies are committed, so account and region are wildcards; every name in them is this stage's own.
"""

from typing import Any

from chalicelib.definition import Definition
from chalicelib.settings import Settings

Statement = dict[str, Any]
READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"]
WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"]


def policy(slug: str, environment: str, definition: Definition) -> dict[str, Any]:
    """The least the matter can live on."""
    own = Settings(matter=slug, environment=environment)
    statements = [
        _allow("OwnTable", [*READ, *WRITE], _table(own.table), f"{_table(own.table)}/index/*"),
        _allow(
            "OwnInbox",
            ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
            f"arn:*:sqs:*:*:{own.inbox}",
        ),
        _tell(own),
        *_keys(own, definition),
        *_peers(own, definition),
        _allow(
            "SharedParameters",
            ["ssm:GetParametersByPath"],
            f"arn:*:ssm:*:*:parameter{own.parameters.rstrip('/')}",
            f"arn:*:ssm:*:*:parameter{own.parameters}*",
        ),
        *_directory(own, definition),
        *_files(own, definition),
        *_shelf(own, definition),
        *_transcriber(own, definition),
        *_rephraser(definition),
        *_machine(definition),
        *_dead_letters(own, definition),
        _allow(
            "OwnLogs",
            ["logs:CreateLogStream", "logs:PutLogEvents"],
            f"arn:*:logs:*:*:log-group:/aws/lambda/{own.table}:*",
            f"arn:*:logs:*:*:log-group:/aws/lambda/{own.table}-*:*",
        ),
    ]
    return {"Version": "2012-10-17", "Statement": statements}


def _allow(sid: str, actions: list[str], *resources: str) -> Statement:
    return {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": list(resources)}


def _table(name: str) -> str:
    return f"arn:*:dynamodb:*:*:table/{name}"


def _tell(own: Settings) -> Statement:
    """Speak on the bus, under its own name only."""
    tell = _allow("Tell", ["events:PutEvents"], f"arn:*:events:*:*:event-bus/{own.bus}")
    return tell | {"Condition": {"StringEqualsIfExists": {"events:source": own.source}}}


def _keys(own: Settings, definition: Definition) -> list[Statement]:
    """Open what is sealed for this matter, or for no one in particular (table and parameter encryption)."""
    owners = [own.matter] if definition.uses.directory == "none" else [own.matter, "directory"]
    data = _allow("DataKey", ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"], "arn:*:kms:*:*:key/*")
    tokens = ["kms:GetPublicKey", "kms:Sign"] if definition.uses.signs_tokens else ["kms:GetPublicKey"]
    return [
        data | {"Condition": _purpose(own, "data") | _owner(owners)},
        _allow("TokenKey", tokens, "arn:*:kms:*:*:key/*") | {"Condition": _purpose(own, "tokens")},
    ]


def _peers(own: Settings, definition: Definition) -> list[Statement]:
    """Speak to ``data-sharing`` in its own name only; and only that one hears what is said to it."""
    found = []
    if definition.uses.registries:
        context = {"from": own.matter, "to": "data-sharing"}
        found.append(_about("SpeakToDataSharing", "kms:Encrypt", own, context))
    if definition.uses.serves_registries:
        found.append(_about("HearMatters", "kms:Decrypt", own, {"to": own.matter}))
    return found


def _about(sid: str, action: str, own: Settings, context: dict[str, str]) -> Statement:
    named = {f"kms:EncryptionContext:{name}": value for name, value in context.items()}
    condition = {"StringEquals": _purpose(own, "peers")["StringEquals"] | named}
    return _allow(sid, [action], "arn:*:kms:*:*:key/*") | {"Condition": condition}


def _purpose(own: Settings, purpose: str) -> dict[str, Any]:
    tags = {"tongban:environment": own.environment, "tongban:purpose": purpose}
    return {"StringEquals": {f"aws:ResourceTag/{tag}": value for tag, value in tags.items()}}


def _owner(owners: list[str]) -> dict[str, Any]:
    return {"StringEqualsIfExists": {"kms:EncryptionContext:owner": owners}}


def _directory(own: Settings, definition: Definition) -> list[Statement]:
    actions = {"none": [], "read": READ, "write": [*READ, *WRITE]}[definition.uses.directory]
    return [_allow("Directory", actions, _table(own.directory))] if actions else []


def _files(own: Settings, definition: Definition) -> list[Statement]:
    """Whoever signs a form or a link for a browser needs the right that it passes on."""
    if not definition.uses.files:
        return []
    actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    bucket = f"arn:*:s3:::{own.table}-files-*"
    # Without ListBucket, S3 says of a file that is not there that it is forbidden.
    return [_allow("OwnFiles", actions, f"{bucket}/*"), _allow("OwnFilesKnown", ["s3:ListBucket"], bucket)]


def _shelf(own: Settings, definition: Definition) -> list[Statement]:
    """Publications: everybody who says so reads all of them, and adds to their own."""
    if definition.uses.shelf == "none":
        return []
    bucket = f"arn:*:s3:::tongban-{own.environment}-shelf-*"
    # As with files: without ListBucket, what is not there would seem to be forbidden.
    reading = [
        _allow("Shelf", ["s3:GetObject"], f"{bucket}/*"),
        _allow("ShelfKnown", ["s3:ListBucket"], bucket),
    ]
    if definition.uses.shelf == "read":
        return reading
    return [*reading, _allow("OwnShelf", ["s3:PutObject"], f"{bucket}/{own.matter}/*")]


def _dead_letters(own: Settings, definition: Definition) -> list[Statement]:
    """See them, and deal with them here: no right to put them back, or to send to any queue."""
    if not definition.uses.dead_letters:
        return []
    actions = ["GetQueueUrl", "GetQueueAttributes", "ReceiveMessage", "DeleteMessage"]
    return [_allow("OwnDeadLetters", [f"sqs:{it}" for it in actions], f"arn:*:sqs:*:*:{own.dead_letters}")]


def _transcriber(own: Settings, definition: Definition) -> list[Statement]:
    """Jobs of its own name; the service reads and writes its files with the same rights."""
    if not definition.uses.transcribes:
        return []
    jobs = [
        "transcribe:StartTranscriptionJob",
        "transcribe:GetTranscriptionJob",
        "transcribe:DeleteTranscriptionJob",
    ]
    return [_allow("Transcribe", jobs, f"arn:*:transcribe:*:*:transcription-job/{own.table}-*")]


def _rephraser(definition: Definition) -> list[Statement]:
    """Any model that the operator names in ``assistant/rephrase-model``; the account still has to have access to it."""
    if not definition.uses.rephrases:
        return []
    return [_allow("Rephrase", ["bedrock:InvokeModel"], "arn:*:bedrock:*::foundation-model/*")]


def _machine(definition: Definition) -> list[Statement]:
    """AWS knows no resource for these two; the secret token is what keeps executions apart."""
    if definition.machine is None:
        return []
    return [_allow("AnswerTasks", ["states:SendTaskSuccess", "states:SendTaskFailure"], "*")]
