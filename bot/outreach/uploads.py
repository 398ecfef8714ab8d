"""Files that the secretariat sends in a chat, to go with an announcement: checked, fetched, kept until they are used."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Protocol

from bot.conversation import File, Upload
from bot.outreach.drafts import MAX_FILE, check_size

_MAX_NAME = 100
_MEDIA_TYPE = re.compile(r"(?:application|audio|font|image|model|text|video)/[a-z0-9][a-z0-9.+-]{0,100}", re.IGNORECASE | re.ASCII)


class Uploads(Protocol):
    """Where files are kept until an announcement goes out with them, or for as long as conversations are."""

    async def keep(self, file: File, *, at: datetime) -> str:
        """Keep a file; return its id, the same for the same file."""

    async def get(self, upload_id: str) -> File | None:
        """Return a file; ``None`` when it is not kept any more."""


async def fetched(upload: Upload) -> File:
    """Return an upload with its content; as mere bytes where its type is none, or one that mail can't attach, such as a mail.

    Raises:
        UsageError: It is too large or empty, or could not be fetched.
    """
    name = name_of(upload)
    if upload.size is not None:
        check_size(name, upload.size)
    content = await upload.fetch(MAX_FILE + 1)
    check_size(name, len(content))
    return File(name, upload.media_type if _MEDIA_TYPE.fullmatch(upload.media_type) else "application/octet-stream", content)


def name_of(upload: Upload) -> str:
    """Return a file's name as it may be sent on: no path, nothing invisible, not endless; its ending stays."""
    shown = "".join(sign if sign.isprintable() else " " for sign in upload.name.replace("\\", "/"))
    name = " ".join(shown.rpartition("/")[2].split()).lstrip(".") or "file"
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= _MAX_NAME else f"{(stem or name)[: _MAX_NAME - 20]}{dot}{ending[:19]}"
