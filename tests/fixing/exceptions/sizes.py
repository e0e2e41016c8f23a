# left: WS305 manual
from websockets.exceptions import PayloadTooBig

TOLD = PayloadTooBig("over size limit (2 > 1 bytes)")
OTHER = PayloadTooBig("too big")
