"""The server's secret: one file, made at the first start, from which every key is derived."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from bot.errors import ConfigurationError


def server_secret(data_dir: Path) -> str:
    """Return the secret that signs visitors' cookies; made at the first start, readable by this user alone.

    Raises:
        ConfigurationError: It can't be written.
    """
    path = data_dir / "web-secret"
    try:
        secret = path.read_text(encoding="utf-8") if path.exists() else ""
        if not secret:
            secret = secrets.token_urlsafe(32)
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".draft")
            draft.touch(mode=0o600)
            draft.write_text(secret, encoding="utf-8")
            draft.replace(path)
    except OSError as error:
        raise ConfigurationError(
            f"DATA_DIR: can't write {path}: {error.strerror}; name a folder that this user may write to"
        ) from error
    return secret


def derived_key(secret: str, purpose: str) -> bytes:
    """Return the key for one purpose: who knows it knows neither the secret nor another key."""
    return keyed_hash(secret.encode(), "key", purpose)


def keyed_hash(key: bytes, *parts: str) -> bytes:
    """Return the HMAC-SHA256 of some parts; no two lists of parts give the same text to it."""
    return hmac.new(key, "\0".join(f"{len(part)}:{part}" for part in parts).encode(), hashlib.sha256).digest()
