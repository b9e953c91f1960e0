"""The registries, through ``data-sharing``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.ports.registry import Answer, Unavailable


@dataclass(frozen=True)
class SharedData:
    """``matter`` is who asks."""

    parameters: Mapping[str, str]
    matter: str
    now: Callable[[], datetime]

    def consent(self, citizen_id: str, case_id: str, purpose: str, services: Sequence[str]) -> None:
        raise Unavailable("data-sharing")

    def ask(
        self,
        service: str,
        id_numbers: Sequence[str],
        fields: Sequence[str],
        case_id: str,
        purpose: str,
        by: str,
    ) -> Answer:
        raise Unavailable(service)
