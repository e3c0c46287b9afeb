"""Encrypts single values with AES-256-GCM and makes the keyed index by which they are found."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from linli.base.privacy.keys import Generation, current, ring
from linli.core.errors import Refused
from linli.core.text import Text

NONCE = 12


def seal(value: str, *, subject: UUID, kind: str) -> str:
    """Return `value` encrypted under the newest key, bound to its subject and kind: moved to
    another row it can't be opened."""
    generation = current()
    nonce = os.urandom(NONCE)
    sealed = AESGCM(generation.sealing).encrypt(nonce, value.encode(), _binding(subject, kind))
    return f"{generation.id}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(ciphertext: str, *, subject: UUID, kind: str) -> str:
    """Return the value. Raises Refused when its key is missing or the row was altered."""
    identity, _, body = ciphertext.partition(":")
    generation = ring().get(identity)
    if generation is None:
        raise Refused(
            Text(
                f"缺少密钥（编号{identity}），无法解密。请系统管理员检查密钥文件夹。",
                f"The key {identity} is missing: the administrator must look at the key folder.",
            ),
            code="key_missing",
        )
    try:
        raw = base64.b64decode(body, validate=True)
        opened = AESGCM(generation.sealing).decrypt(
            raw[:NONCE], raw[NONCE:], _binding(subject, kind)
        )
    except (InvalidTag, ValueError, binascii.Error):
        raise Refused(
            Text("该信息已被改动，无法解密。", "This entry was altered and can't be decrypted."),
            code="damaged",
        ) from None
    return opened.decode()


def blind_index(kind: str, index_form: str) -> str:
    """Return the index of a value under the newest key."""
    return _index(current(), kind, index_form)


def blind_indexes(kind: str, index_form: str) -> list[str]:
    """Return the index of a value under every key of the ring, for looking it up."""
    return [_index(generation, kind, index_form) for generation in ring().values()]


def _index(generation: Generation, kind: str, index_form: str) -> str:
    message = f"{kind}\0{index_form}".encode()
    return f"{generation.id}:{hmac.new(generation.indexing, message, hashlib.sha256).hexdigest()}"


def _binding(subject: UUID, kind: str) -> bytes:
    return f"linli identifier\0{subject}\0{kind}".encode()
