"""Signatures by which another organisation knows who made a file, and that nothing in it changed: Ed25519 (RFC 8032).

A key is recognised by its fingerprint, which two people compare by telephone.
"""

from __future__ import annotations

import hashlib
import re

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_DIGITS, _GROUP = 32, 4


def public_key(seed: bytes) -> str:
    """The public half of the key that these 32 secret bytes are, in hexadecimal digits."""
    return _private(seed).public_key().public_bytes_raw().hex()


def sign(seed: bytes, content: bytes) -> str:
    """The signature under the content, in hexadecimal digits."""
    return _private(seed).sign(content).hex()


def is_signed(by: str, signature: str, content: bytes) -> bool:
    """Whether the holder of this public key signed exactly this content."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(by)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: str) -> str:
    """What people compare of a public key: the first 32 digits of its SHA-256, by fours."""
    return grouped(hashlib.sha256(bytes.fromhex(key)).hexdigest()[:_DIGITS])


def grouped(digits: str) -> str:
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def typed_fingerprint(typed: str) -> str:
    """The fingerprint that was typed, however it was spaced; "" when it is none."""
    digits = re.sub(r"[\s:.-]", "", typed).lower()
    return grouped(digits) if re.fullmatch(f"[0-9a-f]{{{_DIGITS}}}", digits) else ""


def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)
