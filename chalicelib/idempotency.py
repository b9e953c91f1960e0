"""POST twice, do once: the answer to an Idempotency-Key is kept, sealed, and given again for a day.

After draft-ietf-httpapi-idempotency-key-header. Refusals and failures are not kept: they are exceptions,
the record is dropped with them, and the same key may try again, as nothing was done. A use case whose
refusal must count (a wrong code) commits that itself.
"""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

from chalicelib import bodies
from chalicelib.answers import Answer
from chalicelib.errors import Conflict
from chalicelib.telemetry import logger

if TYPE_CHECKING:
    from chalicelib.inbound import Inbound
    from chalicelib.vault import Vault

FIELD = "idempotency_key"
HEADER = "idempotency-key"
KEPT_SECONDS = 24 * 3600
PATIENCE = 6.0
PAUSE = 0.3
SHAPE = re.compile(r"[A-Za-z0-9._:-]{8,128}")


class InProgress(Conflict):
    """The same request is being worked on right now."""

    retry_after = 2


def key_of(inbound: "Inbound") -> str:
    """The key the client chose; raises Malformed where there is none."""
    key = inbound.form.pop(FIELD, [""])[-1] if inbound.is_form else inbound.header(HEADER)
    if not SHAPE.fullmatch(key):
        raise bodies.Malformed("缺少防重复提交的编号(Idempotency-Key)，请刷新页面后重试。")
    return key


def once(inbound: "Inbound", key: str, work: Callable[[], Answer]) -> Answer:
    """The answer of ``work``, or the one it gave before to this sender under this key.

    Raises Conflict when the key came with another request before, InProgress while it is being answered.
    A person who tapped twice sees the answer to the second tap only, so for pages we wait for the first.
    """
    give_up = monotonic() + (PATIENCE if inbound.wants_html else 0)
    while True:
        try:
            return _once(inbound, key, work)
        except InProgress:
            if monotonic() >= give_up:
                raise
            sleep(PAUSE)


def _once(inbound: "Inbound", key: str, work: Callable[[], Answer]) -> Answer:
    from aws_lambda_powertools.utilities import idempotency as powertools
    from aws_lambda_powertools.utilities.idempotency import exceptions
    from aws_lambda_powertools.utilities.idempotency.serialization.custom_dict import CustomDictSerializer

    vault = inbound.world.vault
    seen = vault.blind(f"{_sender(inbound)}|{key}")
    answered: list[Answer] = []

    def answer(*, request: dict[str, str]) -> Answer:  # noqa: ARG001 (powertools hashes it)
        answered.append(work())
        return answered[0]

    kept: Callable[..., Answer] = powertools.idempotent_function(
        answer,
        data_keyword_argument="request",
        persistence_store=_kept_answers(),
        config=_config(inbound.raw.lambda_context),
        output_serializer=CustomDictSerializer(
            to_dict=lambda fresh: {"sealed": _seal(vault, fresh, seen)},
            from_dict=lambda row: _open(vault, row["sealed"], seen),
        ),
        key_prefix="once",
    )
    try:
        return kept(request={"key": seen, "content": _fingerprint(inbound)})
    except exceptions.IdempotencyValidationError as error:
        raise Conflict("这次提交的内容和上次不同，请刷新页面后重新提交。") from error
    except exceptions.IdempotencyAlreadyInProgressError as error:
        raise InProgress("正在办理，请稍等几秒。") from error
    except exceptions.IdempotencyPersistenceLayerError:
        if not answered:
            raise
        logger.warning("an answer could not be kept; it is given all the same")
        return answered[0]


def _sender(inbound: "Inbound") -> str:
    """A key is the sender's own: nobody can fetch an answer of somebody else's."""
    if inbound.known:
        return f"caller|{inbound.known.id}"
    return f"device|{inbound.device}" if inbound.has_device else f"address|{inbound.address}"


def _fingerprint(inbound: "Inbound") -> str:
    body = (
        json.dumps(inbound.form, sort_keys=True) if inbound.is_form else inbound.body.decode(errors="replace")
    )
    return inbound.world.vault.blind(f"{inbound.raw.method}|{inbound.address_line}|{body}")


def _seal(vault: "Vault", answer: Answer, seen: str) -> str:
    content = asdict(answer) | {"body": base64.b64encode(answer.body).decode()}
    return base64.b64encode(vault.seal(json.dumps(content), f"once|{seen}")).decode()


def _open(vault: "Vault", sealed: str, seen: str) -> Answer:
    content = json.loads(vault.open(base64.b64decode(sealed), f"once|{seen}"))
    return Answer(**content | {"body": base64.b64decode(content["body"])})


def _config(lambda_context: Any) -> Any:
    from aws_lambda_powertools.utilities.idempotency import IdempotencyConfig

    return IdempotencyConfig(
        event_key_jmespath="key",
        payload_validation_jmespath="content",
        expires_after_seconds=KEPT_SECONDS,
        hash_function="sha256",
        lambda_context=lambda_context,
    )


@cache
def _kept_answers() -> Any:
    from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer

    from chalicelib.settings import settings
    from chalicelib.store.row import connection

    class KeptAnswers(DynamoDBPersistenceLayer):
        """In the matter's own table, each answer in a partition of its own."""

        def _get_key(self, idempotency_key: str) -> dict[str, Any]:
            return {"pk": {"S": idempotency_key}, "sk": {"S": "answer"}}

    client: Any = connection().client
    return KeptAnswers(settings.table, key_attr="pk", expiry_attr="ttl", boto3_client=client)
