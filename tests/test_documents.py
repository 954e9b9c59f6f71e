"""What the documents point to is there: pictures, pages, decisions."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "training").rglob("README.md")),
]
_POINTS_TO = re.compile(r'\]\(([^)#\s]+)|src="([^"]+)"')


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_points_to_what_is_there(document):
    targets = ["".join(found) for found in _POINTS_TO.findall(document.read_text("utf-8"))]
    assert [to for to in targets if "://" not in to and not (document.parent / to).exists()] == []


def test_the_first_document_shows_pictures():
    assert len(re.findall(r'!\[|src="', DOCUMENTS[0].read_text("utf-8"))) >= 3
