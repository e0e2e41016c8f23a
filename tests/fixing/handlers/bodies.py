# left: WS302 several-meanings
# left: WS302 several-meanings
# left: WS302 several-meanings
# left: WS302 several-meanings
# left: WS302 name-taken
# left: WS302 not-literal
# left: WS302 other-uses
import websockets


async def either(ws, path=None):
    """Both."""
    if path is None:
        path = ws.request.path
    print(path)


async def more(ws, path=None):
    if path is None:
        path = ws.request.path
        print(1)
    print(path)


async def later(ws, path=None):
    print(1)
    if path is None:
        path = ws.request.path


async def told(ws, path=None):
    return path or "/"


async def logged(ws, path=None):
    print(path)


async def ignored(ws, path="/"):
    pass


async def decorated(ws, path):
    @property
    def inner():
        return path


async def by_name(ws, path):
    return "{path}".format(**locals())


async def continued(ws, path): \
    print(path)


async def same_line(ws, path):
    """Doc."""; print(path)


async def commented(ws, path):
    """Doc."""

    # above
    # below

    # last
    async for message in ws:
        del path


async def annotated(ws: "Connection", path: dict[str, "a, b"] | None = None, *, key=None) -> None:
    return path


async def own_default(ws, path={"a": (1, 2)}):
    return path


async def own_unused(ws, path={"a": (1, 2)}):
    return ws


async def in_comment(
    ws, path  # the connection, the path
):
    pass


async def in_the_middle(
    ws,  # the connection
    # the path
    path, other=[1, (2, 3)],
):
    pass


async def three(ws, path, state):
    pass


async def main():
    await websockets.serve(either, "", 1)
    await websockets.serve(more, "", 1)
    await websockets.serve(later, "", 1)
    await websockets.serve(told, "", 1)
    await websockets.serve(logged, "", 1)
    await websockets.serve(ignored, "", 1)
    await websockets.serve(decorated, "", 1)
    await websockets.serve(by_name, "", 1)
    await websockets.serve(continued, "", 1)
    await websockets.serve(same_line, "", 1)
    await websockets.serve(commented, "", 1)
    await websockets.serve(annotated, "", 1)
    await websockets.serve(own_default, "", 1)
    await websockets.serve(own_unused, "", 1)
    await websockets.serve(in_comment, "", 1)
    await websockets.serve(in_the_middle, "", 1)
    await websockets.serve(three, "", 1)
    await websockets.serve(lambda ws, path: [print(ws, path) for ws in ()], "", 1)
    await websockets.serve(lambda ws, path, /: print(ws, (path), path.upper()), "", 1)
    await websockets.serve(lambda ws, path: print(f"{path=}"), "", 1)
    await websockets.serve(lambda ws, path=None: print(1), "", 1)


async def shown(ws, path=None):
    print(f"{path or '/'}", path or "/")


async def more_main():
    await websockets.serve(shown, "", 1)


async def thrown_away(ws, _):
    for _ in range(3):
        pass


async def added_to(ws, path):
    path += "/"


async def outer(ws, path):
    def inner():
        nonlocal path
        path = "/"
    inner()


async def even_more():
    await websockets.serve(thrown_away, "", 1)
    await websockets.serve(added_to, "", 1)
    await websockets.serve(outer, "", 1)
