# left: WS301 comment-in-span
# left: WS301 not-literal
import websockets
from websockets import connect, serve


async def main(uri, h, *args, **kwargs):
    await connect(uri, additional_headers=h,)
    await connect(uri, additional_headers=(h),)
    await connect(uri)
    await connect(  # to the server
        uri,
        loop=(  # none
            None
        ),
        additional_headers={"a": "b, c", "d": "(e)"},  # two
    )
    await connect(uri, additional_headers=h); await connect(uri, close_timeout=1)
    await connect(*args, additional_headers=h, **kwargs)
    await connect(uri, **{"extra_" "headers": h})
    await connect(uri, **{'close_timeout': 1, "compression": None})
    await (connect)(uri, additional_headers=h)
    await websockets . connect ( uri , additional_headers = h )
    await serve(h, "", 1, process_response=lambda connection, request, response: response.headers.update(h), close_timeout=1)
    print(f"{connect(uri, additional_headers=h)}")
    other.connect(uri, extra_headers=h, timeout=1)
