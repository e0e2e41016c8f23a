from unittest import mock

with mock.patch("websockets.server.WebSocketServer.close"):
    pass
with mock.patch("websockets.client.WebSocketClientProtocol.recv", autospec=True):
    pass


def test(monkeypatch):
    monkeypatch.setattr("websockets.legacy.protocol.WebSocketCommonProtocol.send", None)
    monkeypatch.setattr("websockets.legacy.client.Connect.__aenter__", None)
