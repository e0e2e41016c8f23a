import websockets
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed, InvalidStatus, InvalidURI
from websockets.frames import Close
from websockets.http11 import Response


async def main(uri):
    try:
        await websockets.connect(uri)
    except InvalidStatus as exc:
        print(exc.response.status_code, exc.response.headers["X"], f"{exc.response.status_code!r}")
        if exc.response.status_code in (401, 403):
            raise InvalidStatus(Response(401, "Unauthorized", Headers(exc.response.headers))) from exc
    except ConnectionClosed as exc:
        print(exc.rcvd.code if exc.rcvd else 1006, f(exc.rcvd.reason if exc.rcvd else "", x=exc.rcvd.code if exc.rcvd else 1006))
        if (exc.rcvd.code if exc.rcvd else 1006) == 1000 or (exc.rcvd.reason if exc.rcvd else ""):
            return exc.rcvd.reason if exc.rcvd else ""
        return (exc.rcvd.code if exc.rcvd else 1006) + 1, f"closed {exc.rcvd.code if exc.rcvd else 1006} {exc.rcvd.reason if exc.rcvd else ''}", f'{exc.rcvd.reason if exc.rcvd else ""}'
    except websockets.exceptions.ConnectionClosedOK as e:
        log(e.rcvd.code if e.rcvd else 1006)
    raise InvalidURI(uri, "invalid URI")


def fake(code):
    side_effect = [InvalidStatus(Response(403, "Forbidden", Headers({}))), InvalidStatus(Response(code, "", Headers([("a", "b")])))]
    return side_effect, ConnectionClosed(Close(1006, "gone"), None), websockets.ConnectionClosedError(Close(1, None), None)
