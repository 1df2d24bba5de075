"""The keys of the trail: Ed25519, in a folder that is not the database's.

``TRAIL_KEYS`` is a folder of PEM files. Of the private ones (``0001.pem``, ``0002.pem``)
the highest signs; every public one (``*.pub``) is believed. A row names its key by the first 16 hex
digits of the SHA-256 of its public bytes. Keys that are lost sign nothing more; what they
signed is checked as long as their ``.pub`` is kept.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Mapping

RAW = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)


@cache
def signer(folder: str) -> tuple[str, Ed25519PrivateKey]:
    """The key that signs now, and its name."""
    path = private_key(Path(folder))
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured(f"TRAIL_KEYS: {path.name} is no Ed25519 key")
    return key_id(key.public_key()), key


def private_key(folder: Path) -> Path:
    """The file of the key that signs now."""
    files = sorted(folder.glob("[0-9]*.pem"))
    if not files:
        raise ImproperlyConfigured(
            f"TRAIL_KEYS: no private key in {folder}; make one with: manage.py trail_key, "
            "or put the office's own there as 0001.pem, its public half as 0001.pub"
        )
    return files[-1]


def current() -> str:
    """The name of the key that signs now."""
    return signer(str(settings.TRAIL_KEYS))[0]


def sign(head: bytes) -> bytes:
    """Its signature over ``head``; 64 bytes."""
    return signer(str(settings.TRAIL_KEYS))[1].sign(head)


def believed() -> Mapping[str, Ed25519PublicKey]:
    """Every public key that is known here, by name."""
    found = map(read_public, sorted(settings.TRAIL_KEYS.glob("*.pub")))
    return {key_id(key): key for key in found if key}


def read_public(path: Path) -> Ed25519PublicKey | None:
    """None of a file that is no such key: what it signed is then by nobody known."""
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except ValueError:
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def is_signed(head: bytes, signature: bytes, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(bytes(signature), head)
    except InvalidSignature:
        return False
    return True


def key_id(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes(*RAW)).hexdigest()[:16]


def make_next(folder: Path) -> str:
    """A new key under the next number; it signs from the next start on.

    Next to every earlier one, of which perhaps the public half alone is there.
    """
    numbers = [int(path.stem) for path in folder.glob("*.p*") if path.stem.isdigit()]
    return make_key(folder, f"{max(numbers, default=0) + 1:04d}.pem")


def make_key(folder: Path, name: str) -> str:
    """A new pair in ``folder``, which signs from the next start on; its name.

    The private half is readable by its owner alone from its first byte.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    path = folder / name
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private)
    path.with_suffix(".pub").write_bytes(public)
    return key_id(key.public_key())
