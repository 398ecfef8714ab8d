"""The small content folder with tables, for tests that break them."""

import pytest

from tests.content_folder import ContentFolder
from tests.knowledge.table_files import TABLE_FILES


@pytest.fixture
def tables(folder: ContentFolder) -> ContentFolder:
    """The small content folder with events, rules, members and contradictions."""
    for name, text in TABLE_FILES.items():
        folder.write(name, text)
    return folder
