"""Modules that a string names: a variable that holds one holds the other."""
import importlib
from importlib import import_module
from unittest import mock

import websockets

client = importlib.import_module("websockets.asyncio.client")


def connect(uri):
    with mock.patch.object(client, "connect") as patched:
        client.connect(uri)
    return patched, client.ClientConnection


def serve(handler):
    module = import_module("websockets.asyncio.server")
    return module.serve(handler, "localhost", 80), isinstance(handler, module.Server)


def plain(uri):
    return import_module("websockets.asyncio.client").connect(uri), websockets.State
