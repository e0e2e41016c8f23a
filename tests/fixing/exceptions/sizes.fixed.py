# left: WS305 manual
from websockets.exceptions import PayloadTooBig

TOLD = PayloadTooBig(2, 1)
OTHER = PayloadTooBig("too big")
