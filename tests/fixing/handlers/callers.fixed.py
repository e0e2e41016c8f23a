# left: WS302 other-uses
# left: WS302 other-uses
# left: WS302 other-uses
# left: WS302 other-uses
# left: WS302 not-literal
# left: WS302 star-arguments
import asyncio
import functools

import websockets


async def other_path(ws, path):
    print(path)


async def test_other_path():
    path = "/x"
    await other_path(object(), path)


async def of_another(ws, path):
    print(path)


async def relay(ws, peer):
    await of_another(peer, ws.request.path)


async def computed(ws, path):
    pass


async def compute(ws):
    await computed(ws, find())


async def starred(ws, path):
    pass


async def star(*arguments):
    await starred(*arguments)


async def threaded(ws, path):
    pass


async def start():
    asyncio.to_thread(threaded, 1, 2)


async def right(ws):
    path = ws.request.path
    print(path)


async def entry(ws):
    path = ws.request.path
    if path == "/":
        await right(ws)
    else:
        await right(ws=ws)


async def looked_at(ws):
    path = ws.request.path
    print(path)


assert asyncio.iscoroutinefunction(looked_at), looked_at.__name__
looked_at.calls = 0
partly = functools.partial(looked_at)


async def unused(ws):
    pass


async def test_unused(ws):
    await unused(ws)  # the path
    await asyncio.gather(
        unused(
            ws,
        ),
        unused(ws),
    )


async def by_keyword(ws):
    path = ws.request.path
    print(path)


async def forward(ws):
    await by_keyword(ws)
    where = ws.request.path
    await by_keyword(ws)


async def main():
    await websockets.serve(other_path, "", 1)
    await websockets.serve(of_another, "", 1)
    await websockets.serve(computed, "", 1)
    await websockets.serve(starred, "", 1)
    await websockets.serve(threaded, "", 1)
    await websockets.serve(right, "", 1)
    await websockets.serve(entry, "", 1)
    await websockets.serve(partly, "", 1)
    await websockets.serve(unused, "", 1)
    await websockets.serve(by_keyword, "", 1)
    await websockets.serve(forward, "", 1)


async def last(ws):
    path = ws.request.path
    print(path)


async def middle(ws):
    await last(ws)


async def first(ws):
    await middle(ws)


async def round_trip(ws):
    await round_trip(ws)


async def chain():
    await websockets.serve(first, "", 1)
    await websockets.serve(middle, "", 1)
    await websockets.serve(last, "", 1)
    await websockets.serve(round_trip, "", 1)


def make(database):
    async def made(ws):
        path = ws.request.path
        await database.get(path)
    return made


def make_for_all(database):
    async def made_for_all(ws, path):
        await database.get(path)
    return made_for_all


async def factories(database):
    await websockets.serve(make(database), "", 1)
    await websockets.serve(handler=make(database), host="")
    await websockets.serve(make_for_all(database), "", 1)
    await make_for_all(database)(1, "/")
