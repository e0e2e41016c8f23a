"""Default patterns of names and of files."""

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
