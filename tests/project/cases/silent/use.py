from compat import connect, maybe
from nowhere import connect as lost
from compat import missing
import elsewhere


async def main():
    async with connect("x", extra_headers={}) as ws:  # ok: either implementation
        print(ws.open)
    await maybe("x", extra_headers={})  # ok: may be something else
    await lost("x", extra_headers={})  # ok: not found
    await elsewhere.connect("x", extra_headers={})  # ok: not found
    await missing("x", extra_headers={})  # ok: not there
