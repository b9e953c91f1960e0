"""Refresh tokens that nobody stores: a session's generation under the vault's key."""

import hmac
from typing import NamedTuple

from chalicelib.errors import Unauthenticated
from chalicelib.vault import Vault

from .model import Session


class Refresh(NamedTuple):
    """What a genuine refresh token says."""

    subject: str
    session_id: str
    generation: int


def token_for(vault: Vault, session: Session) -> str:
    claim = f"{session.id}.{session.session_id}.{session.generation}"
    return f"{claim}.{vault.blind(f'refresh#{claim}')}"


def read(vault: Vault, token: str) -> Refresh:
    """Raises Unauthenticated for one we never issued, before anything is looked up."""
    claim, _, proof = token.rpartition(".")
    if not hmac.compare_digest(vault.blind(f"refresh#{claim}").encode(), proof.encode()):
        raise Unauthenticated("请重新登录。")
    subject, session_id, generation = claim.split(".")
    return Refresh(subject, session_id, int(generation))
