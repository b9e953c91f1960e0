"""Everything impure that a use case may touch, in one argument.

Use cases take ``world`` first; tests hand them a world made of fakes, so nothing is patched.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, TypedDict
from uuid import uuid4

from chalicelib.ports.rephraser import NoRephraser
from chalicelib.ports.transcriber import NoTranscriber
from chalicelib.settings import settings
from chalicelib.store import Store
from chalicelib.vault import Vault

if TYPE_CHECKING:
    from chalicelib.ports.billers import Billers
    from chalicelib.ports.dead_letters import DeadLetters
    from chalicelib.ports.directory import Directory
    from chalicelib.ports.files import Files
    from chalicelib.ports.machine import Machine
    from chalicelib.ports.payments import Payments
    from chalicelib.ports.peers import Peers
    from chalicelib.ports.phone import Phone
    from chalicelib.ports.registries import Registries
    from chalicelib.ports.registry import Registry
    from chalicelib.ports.rephraser import Rephraser
    from chalicelib.ports.shelf import Shelf
    from chalicelib.ports.signer import Signer
    from chalicelib.ports.transcriber import Transcriber
    from chalicelib.tokens import Tokens


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return uuid4().hex


class Money(TypedDict):
    """Who takes money, and who is owed it."""

    payments: "Payments"
    billers: "Billers"


def _money(parameters: Mapping[str, str]) -> Money:
    from chalicelib.ports.http_billers import HttpBillers
    from chalicelib.ports.wechat_pay import WeChatPay

    return {"payments": WeChatPay(parameters), "billers": HttpBillers(parameters)}


class Speech(TypedDict):
    """What a matter may do with spoken and written words, where an operator has switched it on."""

    transcriber: "Transcriber"
    rephraser: "Rephraser"


def _speech(parameters: Mapping[str, str]) -> Speech:
    from chalicelib.ports.rephraser import Bedrock
    from chalicelib.ports.transcriber import AmazonTranscribe

    listening = AmazonTranscribe(parameters, settings.stage, settings.matter)
    return {"transcriber": listening, "rephraser": Bedrock(parameters)}


@dataclass(frozen=True)
class World:
    store: Store
    vault: Vault
    phone: "Phone"
    directory: "Directory"
    files: "Files"
    shelf: "Shelf"
    registry: "Registry"
    registries: "Registries"
    peers: "Peers"
    payments: "Payments"
    billers: "Billers"
    machine: "Machine"
    signer: "Signer"
    dead_letters: "DeadLetters"
    parameters: Mapping[str, str]
    now: Callable[[], datetime] = _now
    new_id: Callable[[], str] = _new_id
    transcriber: "Transcriber" = field(default_factory=NoTranscriber)
    rephraser: "Rephraser" = field(default_factory=NoRephraser)

    @property
    def public_url(self) -> str:
        """How people reach the province, without a trailing slash: from settings, never from a request."""
        return self.parameters["public-url"]

    @property
    def tokens(self) -> "Tokens":
        """Issues (identity only) and reads this environment's tokens."""
        from chalicelib.tokens import Tokens

        return Tokens(self.signer, f"{self.public_url}/identity", settings.environment, self.now)

    def handling(self, fact_id: str) -> "World":
        """The same world while it handles one fact: what it commits also notes the fact as dealt with."""
        return replace(self, store=self.store.handling(fact_id))

    @staticmethod
    @cache
    def live() -> "World":
        """The real one; nothing in it connects to anything before it is used."""
        from chalicelib.outbox import Outbox
        from chalicelib.ports.bus import EventBridge
        from chalicelib.ports.dead_letters import SqsDeadLetters
        from chalicelib.ports.directory import TableDirectory
        from chalicelib.ports.files import S3Files
        from chalicelib.ports.kms import DataKey
        from chalicelib.ports.machine import StepFunctions
        from chalicelib.ports.parameters import Parameters
        from chalicelib.ports.peers import KmsPeers
        from chalicelib.ports.registries import HttpRegistries
        from chalicelib.ports.shared_data import SharedData
        from chalicelib.ports.shelf import S3Shelf
        from chalicelib.ports.signer import KmsSigner
        from chalicelib.ports.twilio_phone import TwilioPhone
        from chalicelib.store.row import keep_once

        parameters = Parameters(settings.parameters)
        peers = KmsPeers(parameters, settings.matter, _now)
        vault = Vault(DataKey(lambda: parameters["data-key"], settings.matter, keep_once))
        return World(
            store=Store(vault, Outbox(EventBridge(settings.bus, settings.source), _now), _now),
            vault=vault,
            phone=TwilioPhone(parameters),
            directory=TableDirectory(parameters),
            files=S3Files(parameters, settings.matter),
            shelf=S3Shelf(parameters),
            registry=SharedData(parameters, settings.matter, peers, _now),
            registries=HttpRegistries(parameters),
            peers=peers,
            **_money(parameters),
            machine=StepFunctions(),
            signer=KmsSigner(parameters),
            dead_letters=SqsDeadLetters(settings.dead_letters),
            parameters=parameters,
            **_speech(parameters),
        )
