"""Whether a file can be about some libraries at all, told before the walk.

Each test is wider than what the analysis asks of a file, and much cheaper: it may say yes in
vain, never no.
"""

from __future__ import annotations

from . import commands, servers
from .module import LIBRARIES
from .outline import Outline
from .peers import WORDS


def mentions_library(outline: Outline, text: str) -> bool:
    """Whether the file imports the library, or has a string that may name it."""
    return not LIBRARIES.isdisjoint(outline.roots()) or any(
        quote + name in text for name in LIBRARIES for quote in "\"'")


def configures_server(outline: Outline, text: str, forwarders: frozenset[str]) -> bool:
    """Whether the file can start or set up a server, or a client of another library."""
    roots = outline.roots()
    if not roots.isdisjoint(
        servers.LIBRARIES | servers.STARTING | {path.partition(".")[0] for path in forwarders}
    ) or (not roots.isdisjoint(commands.MODULES) and "uvicorn" in text) or (
        servers.imports_by_name(text)
    ):
        return True
    words = [word for library in roots & WORDS.keys() for word in WORDS[library]]
    if not words:
        return False
    folded = text.lower()
    return any(word in folded for word in words)
