# left: WS301 comment-in-span
# left: WS301 not-literal
import websockets
from websockets import connect, serve


async def main(uri, h, *args, **kwargs):
    await connect(uri, extra_headers=h,)
    await connect(uri, extra_headers=(h), loop=None,)
    await connect(uri, loop=None, read_limit=1)
    await connect(  # to the server
        uri,
        loop=(  # none
            None
        ),
        extra_headers={"a": "b, c", "d": "(e)"},  # two
    )
    await connect(uri, extra_headers=h); await connect(uri, timeout=1)
    await connect(*args, extra_headers=h, **kwargs)
    await connect(uri, **{"extra_" "headers": h})
    await connect(uri, **{'timeout': 1, "compression": None})
    await (connect)(uri, extra_headers=h)
    await websockets . connect ( uri , extra_headers = h )
    await serve(h, "", 1, extra_headers=h, timeout=1)
    print(f"{connect(uri, extra_headers=h)}")
    other.connect(uri, extra_headers=h, timeout=1)
