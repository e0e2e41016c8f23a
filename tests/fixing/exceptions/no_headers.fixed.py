from websockets.exceptions import InvalidStatus
from websockets.datastructures import Headers
from websockets.http11 import Response

ERRORS = [InvalidStatus(Response(403, "Forbidden", Headers())), InvalidStatus(Response(500, "Internal Server Error", Headers()))]
