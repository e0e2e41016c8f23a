"""What the findings of the fixtures say, and how grave they are.

``messages.txt`` beside the fixtures of a rule holds it; ``python -m tests.test_messages`` writes it
anew, so that a change of words is seen in review.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .expectations import FIXTURES, check, read

FOLDERS = sorted(folder for folder in FIXTURES.iterdir() if any(folder.glob("*.py")))


def messages(folder: Path) -> Iterator[str]:
    """A line for each finding in the fixtures of one folder."""
    for path in sorted(folder.glob("*.py")):
        fixture = read(path)
        settings = {name.replace("-", "_"): value for name, value in fixture.settings.items()}
        for finding in check(fixture.text, fixture.filename or path.name, **settings):
            yield f"{path.name}:{finding.span.line}: {finding.level.value}: {finding.text}\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_says_what_is_recorded(folder: Path) -> None:
    recorded = (folder / "messages.txt").read_text(encoding="utf-8")
    assert "".join(messages(folder)) == recorded


if __name__ == "__main__":
    for each in FOLDERS:
        (each / "messages.txt").write_text("".join(messages(each)), encoding="utf-8")
