"""Options, the tool's table in ``pyproject.toml`` and the versions a project declares.

Here stand the options: names, meaning, defaults; one table for every face. Every run of flake8
loads this one module of the package, so it holds no more; ``parsing`` reads the values.
"""

from __future__ import annotations

#: Classes that manage WebSocket connections by their name. URL and message routers are not.
MANAGER = (
    r"(?:[Ww]eb_?[Ss]ocket|WEBSOCKET|(?<![A-Z])W[Ss](?=[A-Z_]))\w*?"
    r"(?:[Mm]anager|[Hh]ub|[Pp]ool|[Rr]egistry|[Bb]roker|[Bb]ridge|[Bb]roadcaster|"
    r"(?:Event|Connection|Broadcast|Scoped|User)_?[Rr]outer)$"
)
#: Classes that manage connections of some kind by their name.
GENERIC = (r"(?:[Cc]onnections?|[Ss]ockets?|[Cc]lients?|[Rr]ooms?)_?"
           r"(?:[Mm]anager|[Hh]ub|[Pp]ool|[Rr]egistry)$")
#: Names of classes that manage something else, or the client's end.
EXCLUDE = (
    r"(?i:mock|fake|stub|dummy|database|sql|redis|rate_?limit|config|metric|auth|heart_?beat|"
    r"retry|reconnect|recovery|error|security|factory|protocol|context_?manager|handler|command|action|"
    r"schema|callback|plugin|middleware|permission|client(?!s?_?(?:manager|hub|pool|registry)$)|"
    r"websocket_?client)|(?<![A-Za-z])(?:Db|DB)(?![a-z])"
)
#: Files that hold tests.
TEST_FILES = ("test_*.py", "*_test.py", "tests/", "conftest.py")

#: Longer defaults, such as regular expressions, are named instead of shown.
_LONGEST = 40


class Option:
    """One option: ``--ws-NAME`` of flake8, ``NAME`` of ``[tool.flake8-modern-ws]``."""

    __slots__ = ("default", "help", "metavar", "name", "path")

    def __init__(
        self, name: str, metavar: str, default: object, help: str, path: bool = False,
    ) -> None:
        self.name = name
        self.metavar = metavar
        self.default = default
        self.help = help
        #: Whether the value is a path; one in a file is relative to the folder of that file.
        self.path = path

    @property
    def field(self) -> str:
        """The name of the attribute of ``Settings``."""
        return self.name.replace("-", "_")

    @property
    def default_text(self) -> str:
        """The default as a person would write it."""
        if isinstance(self.default, (frozenset, tuple)):
            return ", ".join(sorted(self.default)) or "none"
        text = str(self.default) or "none"
        return text if len(text) <= _LONGEST else "built in"


OPTIONS: tuple[Option, ...] = (
    Option("websockets", "SPEC", "auto",
           "supported websockets releases: a specifier (>=12,<16), a version (14 means ==14.*) "
           "or auto, from the project's dependencies"),
    Option("uvicorn", "SPEC", "auto",
           "supported uvicorn releases, in the same form"),
    Option("enable", "CODES", frozenset(),
           "codes, or prefixes of codes, of opt-in rules to enable"),
    Option("manager-pattern", "REGEX", MANAGER,
           "names of classes that manage WebSocket connections"),
    Option("generic-manager-pattern", "REGEX", GENERIC,
           "names of classes that manage connections of some kind; they count where code "
           "shows that it is about WebSockets"),
    Option("manager-exclude", "REGEX", EXCLUDE,
           "names of classes that are no managers of WebSocket connections"),
    Option("connection-types", "NAMES", frozenset(),
           "further types, as dotted names, that are WebSocket connections of a server"),
    Option("banned-managers", "NAMES", frozenset(),
           "constructors and getters that WS408 reports, outside of manager-factories"),
    Option("manager-factories", "NAMES", frozenset(),
           "functions to call instead; WS408 lets them call what is banned"),
    Option("user-context-argument", "NAMES", frozenset(),
           "arguments, of which WS408 wants one in calls of manager-factories"),
    Option("test-pattern", "GLOBS", TEST_FILES,
           "files in which WS401 and WS405 are silent"),
    Option("websocket-app", "auto|always|never", "auto",
           "whether applications serve WebSockets, for the rules on missing options; auto: "
           "unless an application in the same file has HTTP routes alone"),
    Option("max-ping-interval", "SECONDS", 55.0,
           "longest ping interval that keeps connections alive on their way"),
    Option("max-message-size", "BYTES", 64 * 2**20,
           "largest limit on the size of a message: bytes, also 64MiB"),
    Option("option-forwarders", "NAMES", frozenset(),
           "dotted names of further functions that hand keyword arguments to uvicorn; "
           "nicegui.ui.run is known"),
    Option("baseline", "FILE", "",
           "known findings, which are not reported: a file that 'modern-ws check "
           "--write-baseline' writes", path=True),
)
