"""``content/outside/*.yaml``: what people ask that no article answers, by language; what can be wrong with it.

A matcher that only knows what it can answer takes every question near the field for one of its own. Subjects that are known
to be unanswered compete with the articles; where one wins, the assistant says that it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from bot.errors import Fault
from bot.knowledge import markup
from bot.knowledge.text import normalize

FOLDER = "outside"
FEWEST = 2
"""Questions that a subject needs."""
Outside = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Of each language, of each subject: questions."""
_SUBJECT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_outside(root: Path, languages: tuple[str, ...], phrasings: Mapping[tuple[str, str], str]) -> tuple[Outside, list[Fault]]:
    """Return the subjects of a content folder, or what is wrong with them; none when it has no such folder.

    Args:
        root: The content folder.
        languages: Of the association.
        phrasings: Slug of the article that has a normalised phrasing, by language and phrasing: it can't be unanswered.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    faults: list[Fault] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        lang = path.stem
        document, problems = markup.read(path)
        if lang not in languages:
            problems.append(Fault(path, 1, f"“{lang}” is none of the languages in association.yaml: {', '.join(languages)}"))
        elif not problems:
            problems = list(_problems(document, lang, phrasings))
        faults += problems
        subjects = markup.plain(document)
        if not problems and isinstance(subjects, dict):
            found[lang] = {subject: tuple(questions) for subject, questions in subjects.items()}
    return ({} if faults else found), faults


def _problems(document: markup.Document, lang: str, phrasings: Mapping[tuple[str, str], str]) -> list[Fault]:
    subjects = markup.plain(document)
    if not isinstance(subjects, dict):
        return [document.fault("expected subjects, each with questions: “hotel: [Which hotel do we stay at?, ...]”")]
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for subject, questions in subjects.items():
        if not isinstance(subject, str) or not _SUBJECT.fullmatch(subject):
            faults.append(document.fault(f"“{subject}” is not a name: lower-case words joined by hyphens", (subject,)))
        elif not isinstance(questions, list) or len(questions) < FEWEST or not all(isinstance(one, str) for one in questions):
            faults.append(document.fault(f"“{subject}” needs a list of {FEWEST} questions or more", (subject,)))
        else:
            for number, question in enumerate(questions):
                said = normalize(question)
                if slug := phrasings.get((lang, said)):
                    faults.append(document.fault(f"“{question}” is a phrasing of the article “{slug}”", (subject, number)))
                elif said in seen:
                    faults.append(document.fault(f"“{question}” stands twice, also in “{seen[said]}”", (subject, number)))
                seen[said] = subject
    return faults
