"""Less of the real content, for tests that start processes: the fewer articles, the quicker each of them is ready."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "ko", "es")


@dataclass(frozen=True, slots=True)
class Brief:
    """The real content in three of its languages, and what a first start with it leaves in the data folder."""

    content: Path
    started: Path

    def data_dir(self, folder: Path) -> Path:
        """Make a data folder in which the index is there and no conversation has been yet."""
        return data_folder(folder / "var", self.started)


def data_folder(folder: Path, started: Path) -> Path:
    """Make a data folder after a first start; the index is not copied, it is only ever read, and replaced as a whole."""
    folder.mkdir(parents=True)
    shutil.copyfile(started / "assistant.db", folder / "assistant.db")
    os.link(started / "knowledge.db", folder / "knowledge.db")
    return folder


def abridge(content: Path, to: Path, languages: tuple[str, ...] = LANGUAGES) -> Path:
    """Copy a content folder with no more than some of its languages."""

    def left_out(_folder: str, names: list[str]) -> set[str]:
        return {
            name for name in names if (lang := re.fullmatch(r"(?:.*\.)?([a-z]{2})\.(?:md|yaml)", name)) and lang[1] not in languages
        }

    shutil.copytree(content, to, ignore=left_out)
    association = (to / "association.yaml").read_text(encoding="utf-8")
    written = re.sub(r"(?m)^languages: \[.*?\]", f"languages: [{', '.join(languages)}]", association)
    (to / "association.yaml").write_text(written, encoding="utf-8")
    return to
