"""Where the embedded server keeps its things, and how Django finds it. Nothing here starts anything."""

import base64
import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]
LOCAL = CHECKOUT / ".local"
DATABASE, OWNER, APP, ADMIN = "wijk", "wijk_owner", "wijk_app", "postgres"
SOCKET_PATH_LIMIT = 100  # bytes; the kernel allows 107 for the whole path, on macOS 103


def in_use() -> bool:
    return not os.environ.get("DATABASE_URL")


def as_root() -> bool:
    return os.geteuid() == 0


def private() -> Path:
    """A short folder of this checkout and this user, for what must not or cannot stand in the checkout."""
    mark = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]
    return Path("/var/tmp") / f"wijk-{os.geteuid()}-{mark}"  # noqa: S108 -- guarded by _make_private


def home() -> Path:
    return private() if as_root() else LOCAL / "postgres"


def socket_folder() -> Path:
    inside = home() / "socket"
    return inside if len(str(inside).encode()) < SOCKET_PATH_LIMIT - len(".s.PGSQL.5432") else private()


def passfile() -> Path:
    return home() / "pgpass"


def connection_settings(role: str) -> dict[str, Any]:
    """The Django settings of one connection as `role`; libpq reads the password from the pgpass file."""
    return {"NAME": DATABASE, "USER": role, "HOST": str(socket_folder()), "OPTIONS": {"passfile": str(passfile())}}


def secret_key() -> str:
    """A key that survives restarts of the local site; empty before the first start."""
    path = home() / "secret-key"
    return path.read_text().strip() if path.exists() else ""


def new_field_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def field_key() -> str:
    """The key that seals the background of needs on this machine; before the first start one that nothing used yet."""
    path = home() / "field-key"
    return path.read_text().strip() if path.exists() else new_field_key()
