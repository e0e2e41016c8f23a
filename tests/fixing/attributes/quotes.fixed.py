# left: WS304 not-literal
# left: WS304 not-literal
"""The text in a replacement has the quotation mark that no f-string around it has."""
import websockets
from websockets.protocol import State


async def main(uri, width):
    async with websockets.connect(uri) as ws:
        print(f"{ws.transport.get_extra_info('sslcontext') is not None}", f'{ws.transport.get_extra_info("sslcontext") is not None}', f"""{ws.transport.get_extra_info('sslcontext') is not None}""", "a" f'{ws.transport.get_extra_info("sslcontext") is not None}')
        print(f"{width:>{ws.transport.get_extra_info('sslcontext') is not None}}", f"{width}" f"{ws.transport.get_extra_info('sslcontext') is not None}", "%s" % (ws.transport.get_extra_info("sslcontext") is not None))
        print(f"{f'{ws.secure}'}", f"{width}" f'{ws.secure}', {**(ws.state is State.OPEN), "a": ws.transport.get_extra_info("sslcontext") is not None})
