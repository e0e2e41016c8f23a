# left: WS303 comment-in-span
# left: WS303 comment-in-span
# left: WS303 not-literal
# left: WS303 other-uses
# left: WS303 other-uses
# left: WS303 other-uses
# left: WS303 other-uses
# left: WS303 other-uses
# left: WS303 star-arguments
import http
import json

import websockets


async def answers(path, request_headers):
    if path == "/json":
        return http.HTTPStatus.OK, [("Content-Type", "application/json"), ("X-Path", path)], json.dumps({"path": path}).encode()  # the state
    if path == "/moved":
        return (
            302,
            {"Location": f"/at{path}", "Set-Cookie": request_headers["Cookie"]},
            b"",
        )
    if path == "/cookies":
        return 200, [("Set-Cookie", "a=1"), ("set-cookie", "b=2")], bytes(path, "utf-8")
    if path == "/two": return 200, [("X-A", "1")], b"two"
    if path == "/bytes":
        return 200, [("X-A", "1")], request_headers["X"].encode("latin-1")
    if path == "/computed":
        return 200, list(request_headers.items()), b"x"
    if path == "/escapes":
        return 200, [], b"\u0041 \x41 \xff"
    if path == "/raw":
        return 200, [], rb"\d"
    if path == "/joined":
        return 200, [], b"a" b"b"
    if path == "/long":
        return 200, [], ("a"
                         "b").encode()
    if path == "/variable":
        return 200, [], BODY
    if path == "/short":
        return 404, []
    return ((200), ((),)[0], (b"x\n"))


async def either(path, headers):
    return (200, [], b"OK") if path == "/" else None


async def taken(path, headers):
    for response in headers:
        return 200, {"X": response}, b""


async def commented(path, headers):
    return 200, [], b""  # nothing


async def comment_inside(path, headers):
    return (
        200,  # fine
        [], b"",
    )


async def connection_used(path, headers):
    if connection:
        return 200, [], b""


async def variable(path, headers):
    answer = 200, [], b""
    return answer


async def called(path, headers):
    return 200, [], b""


async def more(path, headers, key=None):
    return None


async def wrapper():
    return await called("/", {})


class Base:
    async def hook(self, path, headers):
        return None

    async def main(self):
        await websockets.serve(echo, "", 1, process_request=self.hook)


class Below(Base):
    async def hook(self, path, headers):
        return 200, [], b""


def shows(path, headers):
    for request in headers:
        print(path, request)
    print({path: headers for path in headers}, path, f"{headers!r}")
    return None


async def main(connection):
    await websockets.serve(echo, "", 1, process_request=answers)
    await websockets.serve(echo, "", 1, process_request=either)
    await websockets.serve(echo, "", 1, process_request=taken)
    await websockets.serve(echo, "", 1, process_request=commented)
    await websockets.serve(echo, "", 1, process_request=comment_inside)
    await websockets.serve(echo, "", 1, process_request=connection_used)
    await websockets.serve(echo, "", 1, process_request=variable)
    await websockets.serve(echo, "", 1, process_request=called)
    await websockets.serve(echo, "", 1, process_request=more)
    await websockets.serve(echo, "", 1, process_request=shows)
    await websockets.serve(
        echo, "", 1, process_request=lambda path, headers: (200, [], b"x") if path else None)
    await websockets.serve(
        echo, "", 1, process_request=lambda path, headers: (200, [("A", "b")], b"x"))


async def by_status(path, headers):
    if path == "/":
        status = http.HTTPStatus.OK
    else:
        status = http.HTTPStatus.NOT_FOUND
    return status, headers, BODY


async def by_number(path, headers):
    status = find(path)
    return status, headers, BODY


async def again():
    await websockets.serve(echo, "", 1, process_request=by_status)
    await websockets.serve(echo, "", 1, process_request=by_number)
