"""Somebody who says a published text in plainer words: a language model on Amazon Bedrock. Off unless switched on, and never believed unchecked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types_boto3_bedrock_runtime import BedrockRuntimeClient

TASK = (
    "用更容易懂的话改写下面这段办事说明，给老年人看。只能用原文里有的事实：不加数字、日期、金额、地点、部门、材料和事项名称，"
    "不回答别的问题，不解释。只输出改写后的文字，不超过原文的长度。"
)
MOST_TOKENS = 400


class Rephraser(Protocol):
    @property
    def available(self) -> bool: ...

    def rephrase(self, text: str) -> str: ...


class NoRephraser:
    """Published texts are shown as they are."""

    available = False

    def rephrase(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class Bedrock:
    """Switched on by ``assistant/rephrase`` = on; ``assistant/rephrase-model`` names the model.

    https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
    """

    parameters: Mapping[str, str]

    @property
    def available(self) -> bool:
        told = self.parameters.get
        return told("assistant/rephrase", "off") == "on" and bool(told("assistant/rephrase-model", ""))

    def rephrase(self, text: str) -> str:
        """What the model says; the text itself where it says nothing."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = self._client.converse(
                modelId=self.parameters["assistant/rephrase-model"],
                system=[{"text": TASK}],
                messages=[{"role": "user", "content": [{"text": text}]}],
                inferenceConfig={"maxTokens": MOST_TOKENS, "temperature": 0.0},
            )
            said = [part.get("text", "") for part in answer["output"]["message"]["content"]]
        except (ClientError, BotoCoreError, KeyError):
            return text
        return "".join(said).strip() or text

    @cached_property
    def _client(self) -> "BedrockRuntimeClient":
        import boto3
        from botocore.config import Config

        config = Config(connect_timeout=2, read_timeout=6, retries={"total_max_attempts": 1})
        return boto3.client("bedrock-runtime", config=config)
