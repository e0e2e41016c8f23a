"""The words by which a file is worth a look. Every run of flake8 loads this, so it is small."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: A file that holds none of these cannot have a finding. Every rule's fixtures pass here.
TOKENS = ("uvicorn", "ebsocket", "ebSocket", "onnectionManager", "onnection_manager",
          "ws_manager", "flask_sock", "ws_connect", "WEBSOCKET_", "nicegui")
_LIBRARY = "websockets"
#: The same by family, the first letters of a code: its rules run if a file holds one of these.
#: Of WS5, imports tell more.
FAMILY_TOKENS: dict[str, tuple[str, ...]] = {
    "WS1": (_LIBRARY,),
    "WS2": (_LIBRARY,),
    "WS3": (_LIBRARY,),
    "WS4": TOKENS[1:7],
}
_FAMILIES = frozenset(FAMILY_TOKENS)

#: Longer names than the classes of managers have are left out.
NAME_LENGTH = 80
_NAME = rf"(?<!\w)\w{{1,{NAME_LENGTH}}}(?!\w)"


class Words:
    """What the settings add to the words by which a file is worth a look."""

    __slots__ = ("patterns", "words")

    def __init__(
        self, words: tuple[str, ...] = (), patterns: tuple[re.Pattern[str], ...] = ()
    ) -> None:
        self.words = words
        self.patterns = patterns

    def found(self, text: str) -> bool:
        """Whether one of them occurs in a text; patterns are held against its names."""
        if any(word in text for word in self.words):
            return True
        # Name by name: what a search costs grows faster than the text that it looks at.
        return bool(self.patterns) and any(
            pattern.search(name) for name in set(re.findall(_NAME, text))
            for pattern in self.patterns)


NO_WORDS = Words()


def mentions_tokens(lines: Sequence[str], further: Words = NO_WORDS) -> bool:
    """Whether the file is worth a look: one join and a few substring searches.

    ``further`` is what the settings add.
    """
    text = "".join(lines)
    return any(token in text for token in TOKENS) or further.found(text)


def families(text: str, further: Words = NO_WORDS) -> frozenset[str]:
    """The families of ``FAMILY_TOKENS`` whose rules can have a finding in a file."""
    if _LIBRARY in text:  # which has the words of all
        return _FAMILIES
    if any(token in text for token in FAMILY_TOKENS["WS4"]) or further.found(text):
        return frozenset({"WS4"})
    return frozenset()
