# setting: websockets = >=14
"""The headers of an answer, written in many ways."""
import http

import websockets
from websockets.datastructures import Headers

NOT_FOUND = http.HTTPStatus.NOT_FOUND
STATUS = make_status()


async def answer(path, request_headers):
    if path == "/none":
        return 200, Headers(), b""
    if path == "/dict":
        return 200, dict(), b""
    if path == "/list":
        return 200, list(), b""
    if path == "/empty":
        return 200, {}, b""
    if path == "/object":
        return 200, Headers({"X-A": "1"}), b"x"
    if path == "/pairs":
        return 200, dict([("X-A", "1"), ("X-B", "2")]), b"x"
    if path == "/keywords":
        return 200, Headers(server="x"), b"x"
    if path == "/both":
        return 200, Headers({"X-A": "1"}, server="x"), b"x"
    if path == "/other":
        return 200, dict(request_headers), b"x"
    if path == "/made":
        return 200, make({"X-A": "1"}), b"x"
    if path == "/lists":
        return 200, [["X-A", "1"]], b"x"
    if path == "/triples":
        return 200, [("X-A", "1", "2")], b"x"
    if path == "/unpacked":
        return 200, {**request_headers, "X-A": "1"}, b"x"
    if path == "/computed":
        return 200, {path: "1"}, b"x"
    if path == "/number":
        return 200, {1: "1"}, b"x"
    if path == "/umlaut":
        return 200, {"X-Ä": "1"}, b"x"
    if path == "/quoted":
        return 200, {'X-"A"': "1"}, b"x"
    if path == "/tab":
        return 200, {"X-\tA": "1"}, b"x"
    if path == "/lines":
        return 200, {"X-A": make(
            path)}, b"x"
    if path == "/named":
        return 200, {"X-A": (found := path)}, b"x"
    if path == "/semicolon":
        return 200, {"X-A": "1"}, b"x";
    if path == "/remark":
        return 200, {"X-A": "1"}, b"x"  # why
    if path == "/date":
        return 200, {"Date": "now", "Content-Length": "1", "X-A": found}, b"x"
    if path == "/keyed":
        return NOT_FOUND, {"X-A": "1"}, BODY
    if path == "/state":
        return STATUS, {"X-A": "1"}, BODY
    if path == "/member":
        return http.HTTPStatus.GONE, {"X-A": "1"}, BODY
    if path == "/unknown":
        return 299, {"X-A": "1"}, BODY
    if path == "/known":
        return 404, [], BODY
    return None


async def main():
    await websockets.serve(print, "", 1, process_request=answer)
