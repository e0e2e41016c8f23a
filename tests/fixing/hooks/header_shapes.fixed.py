# setting: websockets = >=14
"""The headers of an answer, written in many ways."""
import http

import websockets
from websockets.datastructures import Headers
from websockets.http11 import Response

NOT_FOUND = http.HTTPStatus.NOT_FOUND
STATUS = make_status()


async def answer(connection, request):
    if request.path == "/none":
        return connection.respond(200, "")
    if request.path == "/dict":
        return connection.respond(200, "")
    if request.path == "/list":
        return connection.respond(200, "")
    if request.path == "/empty":
        return connection.respond(200, "")
    if request.path == "/object":
        response = connection.respond(200, "x")
        response.headers["X-A"] = "1"
        return response
    if request.path == "/pairs":
        response = connection.respond(200, "x")
        response.headers["X-A"] = "1"
        response.headers["X-B"] = "2"
        return response
    if request.path == "/keywords":
        return Response(200, "OK", Headers(Headers(server="x")), b"x")
    if request.path == "/both":
        return Response(200, "OK", Headers(Headers({"X-A": "1"}, server="x")), b"x")
    if request.path == "/other":
        return Response(200, "OK", Headers(dict(request.headers)), b"x")
    if request.path == "/made":
        return Response(200, "OK", Headers(make({"X-A": "1"})), b"x")
    if request.path == "/lists":
        response = connection.respond(200, "x")
        response.headers["X-A"] = "1"
        return response
    if request.path == "/triples":
        return Response(200, "OK", Headers([("X-A", "1", "2")]), b"x")
    if request.path == "/unpacked":
        return Response(200, "OK", Headers({**request.headers, "X-A": "1"}), b"x")
    if request.path == "/computed":
        return Response(200, "OK", Headers({request.path: "1"}), b"x")
    if request.path == "/number":
        return Response(200, "OK", Headers({1: "1"}), b"x")
    if request.path == "/umlaut":
        return Response(200, "OK", Headers({"X-Ä": "1"}), b"x")
    if request.path == "/quoted":
        return Response(200, "OK", Headers({'X-"A"': "1"}), b"x")
    if request.path == "/tab":
        return Response(200, "OK", Headers({"X-\tA": "1"}), b"x")
    if request.path == "/lines":
        return Response(200, "OK", Headers({"X-A": make(
            request.path)}), b"x")
    if request.path == "/named":
        return Response(200, "OK", Headers({"X-A": (found := request.path)}), b"x")
    if request.path == "/semicolon":
        return Response(200, "OK", Headers({"X-A": "1"}), b"x");
    if request.path == "/remark":
        response = connection.respond(200, "x")
        response.headers["X-A"] = "1"
        return response  # why
    if request.path == "/date":
        response = connection.respond(200, "x")
        del response.headers["Date"]
        response.headers["Date"] = "now"
        del response.headers["Content-Length"]
        response.headers["Content-Length"] = "1"
        response.headers["X-A"] = found
        return response
    if request.path == "/keyed":
        return Response(NOT_FOUND.value, NOT_FOUND.phrase, Headers({"X-A": "1"}), BODY)
    if request.path == "/state":
        return Response(int(STATUS), "", Headers({"X-A": "1"}), BODY)
    if request.path == "/member":
        return Response(http.HTTPStatus.GONE.value, http.HTTPStatus.GONE.phrase, Headers({"X-A": "1"}), BODY)
    if request.path == "/unknown":
        return Response(299, "", Headers({"X-A": "1"}), BODY)
    if request.path == "/known":
        return Response(404, "Not Found", Headers([]), BODY)
    return None


async def main():
    await websockets.serve(print, "", 1, process_request=answer)
