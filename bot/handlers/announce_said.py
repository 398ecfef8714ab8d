"""What was said so far of an announcement that is written in a chat.

It travels in `Reply.subject`, and buttons name it by its digest: one under an older message means what that message showed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from bot.conversation import Reply
from bot.outreach.telling import ACTION


@dataclass(frozen=True, slots=True)
class Said:
    """What was said so far.

    Attributes:
        step: What is asked for next.
        texts: Title and Markdown by language, the first language first.
        about: The announcement that is to be corrected or, in the step ``at``, sent; 0 for none.
        lang: Of the text that is asked for; empty for the first language.
        file: Id of the upload that goes with it; empty for none.
    """

    step: str
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    segment: str = ""
    when: str = "now"
    about: int = 0
    lang: str = ""
    file: str = ""
    file_name: str = ""

    @property
    def subject(self) -> str:
        """Return it as it stands in `Reply.subject`."""
        return f"{ACTION}:{json.dumps(asdict(self), ensure_ascii=False)}"

    @property
    def digest(self) -> str:
        """Return by what buttons name it."""
        return hashlib.sha256(self.subject.encode()).hexdigest()[:12]

    @classmethod
    def of(cls, reply: Reply) -> Said | None:
        """Return what a reply of ours says was said; ``None`` for any other reply."""
        name, _, state = reply.subject.partition(":")
        told = json.loads(state) if name == ACTION else None
        if not isinstance(told, dict):
            return None
        return cls(**told | {"texts": {lang: (title, body) for lang, (title, body) in told["texts"].items()}})

    def wording(self, lang: str) -> tuple[str, str]:
        """Return title and Markdown in a language, empty where they are not said yet."""
        return self.texts.get(lang, ("", ""))

    def worded(self, lang: str, title: str, body: str) -> Said:
        """Return this with a text in a language."""
        return replace(self, texts={**self.texts, lang: (title, body)})

    def without(self, lang: str) -> Said:
        """Return this without the text in a language."""
        return replace(self, texts={one: text for one, text in self.texts.items() if one != lang})
