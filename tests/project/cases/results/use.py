import app
import app.sockets
from app.feeds import open_feed
from app.ns.further import reopened
from app.sockets import annotated, connecting, either, message, open_socket, pair, session
from app.sockets import overridden


async def known():
    ws = await open_socket()
    print(ws.open)  # expect: WS304@11
    again = await app.sockets.open_socket()
    print(again.closed)  # expect: WS304@11
    star = await app.open_socket()
    print(star.closed)  # expect: WS304@11
    other = await annotated()
    print(other.open)  # expect: WS304@11
    third = await reopened()
    print(third.open)  # expect: WS304@11


async def entered():
    async with session() as ws:
        print(ws.open)  # expect: WS304@15
    async with connecting("x") as ws:
        print(ws.open)  # expect: WS304@15
    first, second = await pair()
    print(first.open, second.open)  # expect: WS304@11


async def unknown(open_socket):
    ws = await open_socket()
    print(ws.open)  # ok: a parameter
    feed = await open_feed("x")
    print(feed.closed)  # ok: a file
    some = await either(True)
    print(some.closed)  # ok: one of two
    text = await message()
    print(text.path)  # ok: a message
    twice = await overridden()
    print(twice.closed)  # ok: defined twice
    lost = await app.sockets.lost()
    print(lost.open)  # ok: not there
    pending = app.sockets.open_socket()
    print(pending.open)  # ok: not awaited


class Own:
    async def open_socket(self):
        return open("x")

    async def use(self):
        ws = await self.open_socket()
        print(ws.closed)  # ok: a method of its own
