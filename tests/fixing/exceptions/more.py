# left: WS305 manual
from unittest import mock

from websockets.exceptions import ConnectionClosed, ConnectionClosedOK

SIDE_EFFECT = [ConnectionClosedOK(1000, "bye", False), ConnectionClosedOK(1000, "bye")]
OTHER = ConnectionClosed(1001, "gone", rcvd_then_sent=mock.Mock())
