# left: WS105 manual
"""The module is asked for: there is none to ask for instead."""
import pytest

legacy = pytest.importorskip("websockets.legacy")
