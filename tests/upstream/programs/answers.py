import asyncio
import http
import http.client
import json

import websockets


async def answers(path, request_headers):
    if path == "/json":
        return http.HTTPStatus.OK, [("Content-Type", "application/json"), ("X-Path", path)], json.dumps({"path": path}).encode()
    if path == "/cookies":
        return (
            200,
            {"X-Host": request_headers["X-Name"].lower(), "Content-Length": "1"},
            bytes(path[:1], "utf-8"),
        )
    if path == "/twice":
        return 403, [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")], b"no\tway\n"
    if path == "/bytes":
        return 200, [("X-A", "1")], bytes(range(4))
    return (404, [], f"no {path}".encode()) if path != "/" else None


async def handler(ws):
    await ws.send("welcome")


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"X-Name": "ME"})
    response = connection.getresponse()
    found = sorted(
        (name, value) for name, value in response.getheaders()
        if name.startswith(("X-", "Set-")) or path != "/bytes" and (
            name in ("Content-Length", "Connection")
            or name == "Content-Type" and value.partition(";")[0]))
    found = [(name, value.partition(";")[0]) for name, value in found]
    return response.status, response.reason, found, response.read()


async def main():
    async with websockets.serve(handler, "127.0.0.1", 0, process_request=answers) as server:
        port = server.sockets[0].getsockname()[1]
        loop = asyncio.get_running_loop()
        for path in ("/json", "/cookies", "/twice", "/bytes", "/other"):
            print(await loop.run_in_executor(None, get, port, path))
        async with websockets.connect(f"ws://127.0.0.1:{port}/") as ws:
            print(await ws.recv())


asyncio.run(main())
