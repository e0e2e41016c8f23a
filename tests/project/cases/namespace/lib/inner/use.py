from .net import connect
from lib.inner.net import connect as again


async def main():
    await connect("x", extra_headers={})  # expect: WS301@24
    await again("x", extra_headers={})  # expect: WS301@22
