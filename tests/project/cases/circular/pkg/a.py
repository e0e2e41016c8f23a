from .b import connect as connect_b
from .b import dial


async def main():
    await dial("x", extra_headers={})  # expect: WS301@21
    await connect_b("x", extra_headers={})  # ok: a circle
