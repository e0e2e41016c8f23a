import asyncio
import http
import urllib.error
import urllib.request

import websockets


async def health(path, request_headers):
    if path == "/healthz":
        return http.HTTPStatus.OK, [], b"OK\n"
    if path == "/missing":
        return 404, {}, f"no {path}".encode()
    if path == "/moved":
        return http.HTTPStatus.FOUND, [("Location", "/healthz")], b""
    if "X-Forbidden" in request_headers:
        return (http.HTTPStatus.FORBIDDEN, [], b"no")
    return None


def choose(client_subprotocols, server_subprotocols):
    return client_subprotocols[-1]


async def handler(ws):
    await ws.send("welcome")


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


async def main():
    async with websockets.serve(
        handler, "127.0.0.1", 0, process_request=health, subprotocols=["a", "b"],
        select_subprotocol=choose,
    ) as server:
        port = server.sockets[0].getsockname()[1]
        loop = asyncio.get_running_loop()
        for path in ("/healthz", "/missing", "/moved"):
            print(await loop.run_in_executor(None, get, f"http://127.0.0.1:{port}{path}"))
        async with websockets.connect(f"ws://127.0.0.1:{port}/", subprotocols=["a", "b"]) as ws:
            print(await ws.recv(), ws.subprotocol)
        try:
            await websockets.connect(
                f"ws://127.0.0.1:{port}/", extra_headers={"X-Forbidden": "1"})
        except websockets.InvalidStatusCode as error:
            print(error.status_code)


asyncio.run(main())
