# left: WS305 manual
from unittest import mock

from websockets.exceptions import ConnectionClosed, ConnectionClosedOK
from websockets.frames import Close

SIDE_EFFECT = [ConnectionClosedOK(Close(1000, "bye"), None), ConnectionClosedOK(Close(1000, "bye"), None)]
OTHER = ConnectionClosed(1001, "gone", rcvd_then_sent=mock.Mock())
