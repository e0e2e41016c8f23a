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
from websockets.datastructures import Headers
from websockets.http11 import Response


async def answers(connection, request):
    if request.path == "/json":
        response = connection.respond(http.HTTPStatus.OK, json.dumps({"path": request.path}))
        del response.headers["Content-Type"]
        response.headers["Content-Type"] = "application/json"
        response.headers["X-Path"] = request.path
        return response  # the state
    if request.path == "/moved":
        response = connection.respond(302, "")
        response.headers["Location"] = f"/at{request.path}"
        response.headers["Set-Cookie"] = request.headers["Cookie"]
        return response
    if request.path == "/cookies":
        response = connection.respond(200, request.path)
        response.headers["Set-Cookie"] = "a=1"
        response.headers["set-cookie"] = "b=2"
        return response
    if request.path == "/two": return Response(200, "OK", Headers([("X-A", "1")]), b"two")
    if request.path == "/bytes":
        return Response(200, "OK", Headers([("X-A", "1")]), request.headers["X"].encode("latin-1"))
    if request.path == "/computed":
        return Response(200, "OK", Headers(list(request.headers.items())), b"x")
    if request.path == "/escapes":
        return Response(200, "OK", Headers([]), b"\u0041 \x41 \xff")
    if request.path == "/raw":
        return Response(200, "OK", Headers([]), rb"\d")
    if request.path == "/joined":
        return Response(200, "OK", Headers([]), b"a" b"b")
    if request.path == "/long":
        return connection.respond(200, ("a"
                         "b"))
    if request.path == "/variable":
        return Response(200, "OK", Headers([]), BODY)
    if request.path == "/short":
        return connection.respond(404, "")
    return Response(200, "OK", Headers(((),)[0]), b"x\n")


async def either(connection, request):
    return connection.respond(200, "OK") if request.path == "/" else None


async def taken(connection, request):
    for response in request.headers:
        return Response(200, "OK", Headers({"X": response}), b"")


async def commented(connection, request):
    return connection.respond(200, "")  # nothing


async def comment_inside(path, headers):
    return (
        200,  # fine
        [], b"",
    )


async def connection_used(client_connection, request):
    if connection:
        return client_connection.respond(200, "")


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


def shows(connection, http_request):
    for request in http_request.headers:
        print(http_request.path, request)
    print({path: http_request.headers for path in http_request.headers}, http_request.path, f"{http_request.headers!r}")
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
        echo, "", 1, process_request=lambda connection, request: connection.respond(200, "x") if request.path else None)
    await websockets.serve(
        echo, "", 1, process_request=lambda connection, request: Response(200, "OK", Headers([("A", "b")]), b"x"))


async def by_status(connection, request):
    if request.path == "/":
        status = http.HTTPStatus.OK
    else:
        status = http.HTTPStatus.NOT_FOUND
    return Response(status.value, status.phrase, Headers(request.headers), BODY)


async def by_number(connection, request):
    status = find(request.path)
    return Response(int(status), "", Headers(request.headers), BODY)


async def again():
    await websockets.serve(echo, "", 1, process_request=by_status)
    await websockets.serve(echo, "", 1, process_request=by_number)
