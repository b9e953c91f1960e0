"""The vault: opens what it sealed, where it sealed it, and nothing else."""

import pytest
from cryptography.exceptions import InvalidTag

from chalicelib.vault import Vault

VAULT = Vault(lambda: bytes(32))
OTHER = Vault(lambda: bytes(31) + b"\x01")


def test_what_is_sealed_can_be_opened():
    assert VAULT.open(VAULT.seal("13800138000", "row-1"), "row-1") == "13800138000"


def test_equal_texts_are_sealed_differently():
    assert VAULT.seal("13800138000", "row-1") != VAULT.seal("13800138000", "row-1")


def test_another_place_or_another_key_opens_nothing():
    sealed = VAULT.seal("13800138000", "row-1")

    with pytest.raises(InvalidTag):
        VAULT.open(sealed, "row-2")
    with pytest.raises(InvalidTag):
        OTHER.open(sealed, "row-1")


@pytest.mark.parametrize("position", [1, 13, -1])
def test_an_altered_seal_opens_nothing(position):
    sealed = bytearray(VAULT.seal("13800138000", "row-1"))
    sealed[position] ^= 1

    with pytest.raises(InvalidTag):
        VAULT.open(bytes(sealed), "row-1")


def test_a_blind_index_is_the_same_for_the_same_phone_and_tells_nothing_of_it():
    blind = VAULT.blind("+8613800138000")

    assert blind == Vault(lambda: bytes(32)).blind("+8613800138000")
    assert blind != OTHER.blind("+8613800138000")
    assert "138" * 2 not in blind
    assert len(blind) == 40
