"""The provider's key pair and certificate, and the merchant's: real RSA, made once and kept beside the book."""

import base64
import json
import secrets
import string
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

LETTERS = string.ascii_letters + string.digits


@dataclass
class Platform:
    """One of the provider's certificates; a new one takes over when it rotates."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def serial(self) -> str:
        return f"{self.certificate.serial_number:X}"

    def sign(self, message: str) -> str:
        return base64.b64encode(self.key.sign(message.encode(), PKCS1v15(), SHA256())).decode()


@dataclass
class Merchant:
    """What the merchant holds, and hands to its product: ``secrets`` of theirs that the provider knows the public half of."""

    mchid: str
    appid: str
    serial: str
    private_key: str
    apiv3_key: str
    plan_id: str = "100001"

    def verifies(self, message: str, signature: str) -> bool:
        key = load_pem_private_key(self.private_key.encode(), None)
        if not isinstance(key, rsa.RSAPrivateKey):
            return False
        given = base64.b64decode(signature)
        try:
            key.public_key().verify(given, message.encode(), PKCS1v15(), SHA256())
        except (InvalidSignature, ValueError):
            return False
        return True

    def seal(self, plain: str, associated: str) -> dict[str, str]:
        """https://pay.weixin.qq.com/doc/v3/merchant/4012071382 (AEAD_AES_256_GCM)."""
        nonce = "".join(secrets.choice(LETTERS) for _ in range(12))
        sealed = AESGCM(self.apiv3_key.encode()).encrypt(nonce.encode(), plain.encode(), associated.encode())
        return {
            "algorithm": "AEAD_AES_256_GCM",
            "nonce": nonce,
            "associated_data": associated,
            "ciphertext": base64.b64encode(sealed).decode(),
        }


def platform() -> Platform:
    """A new key with a certificate for five years."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Payments simulator")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(int(secrets.token_hex(19) + "7", 16) | 1 << 155)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=5 * 365))
        .sign(key, SHA256())
    )
    return Platform(key, certificate)


def merchant() -> Merchant:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    apiv3 = "".join(secrets.choice(LETTERS) for _ in range(32))
    return Merchant("1900000001", "wx0000000000000001", secrets.token_hex(20).upper(), pem, apiv3)


def kept(file: Path | None) -> Merchant:
    """The merchant of earlier starts, or a new one that is written there for the product's operator."""
    if file is None:
        return merchant()
    if not file.exists():
        file.write_text(json.dumps(vars(merchant())))
        file.chmod(0o600)
    return Merchant(**json.loads(file.read_text()))


def public_pem(it: Platform) -> str:
    return it.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def certificate_pem(it: Platform) -> str:
    return it.certificate.public_bytes(Encoding.PEM).decode()
