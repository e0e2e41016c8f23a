"""Paths in strings that are imported or patched, and strings that only look like it."""
import importlib
import unittest.mock
from unittest import mock
from unittest.mock import patch

import websockets

DOCUMENTED = "see websockets.legacy.client.connect"


@patch("websockets.asyncio.server.serve")
@mock.patch('websockets.asyncio.client.ClientConnection')
def test_patched(connection, serve):
    client = importlib.import_module("websockets.asyncio.client")
    with unittest.mock.patch("websockets.exceptions.InvalidStatus"):
        assert client.connect
    with mock.patch.object(websockets, "ClientConnection"):
        assert connection
    assert serve


def test_fixture(monkeypatch, mocker):
    monkeypatch.setattr("websockets.asyncio.server.broadcast", print)
    mocker.patch("websockets.headers.build_authorization_basic")
    mocker.patch("app.websockets.legacy.client")
    print("websockets.legacy.client.connect")
