import websockets
from websockets.exceptions import ConnectionClosed, InvalidStatusCode, InvalidURI


async def main(uri):
    try:
        await websockets.connect(uri)
    except InvalidStatusCode as exc:
        print(exc.status_code, exc.headers["X"], f"{exc.status_code!r}")
        if exc.status_code in (401, 403):
            raise InvalidStatusCode(401, exc.headers) from exc
    except ConnectionClosed as exc:
        print(exc.code, f(exc.reason, x=exc.code))
        if exc.code == 1000 or exc.reason:
            return exc.reason
        return exc.code + 1, f"closed {exc.code} {exc.reason}", f'{exc.reason}'
    except websockets.exceptions.ConnectionClosedOK as e:
        log(e.code)
    raise InvalidURI(uri)


def fake(code):
    side_effect = [InvalidStatusCode(403, {}), InvalidStatusCode(code, headers=[("a", "b")])]
    return side_effect, ConnectionClosed(1006, "gone"), websockets.ConnectionClosedError(code=1, reason=None)
