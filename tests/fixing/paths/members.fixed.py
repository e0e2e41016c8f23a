from unittest import mock

with mock.patch("websockets.asyncio.server.Server.close"):
    pass
with mock.patch("websockets.asyncio.client.ClientConnection.recv", autospec=True):
    pass


def test(monkeypatch):
    monkeypatch.setattr("websockets.asyncio.connection.Connection.send", None)
    monkeypatch.setattr("websockets.asyncio.client.connect.__aenter__", None)
