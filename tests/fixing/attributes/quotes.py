# left: WS304 not-literal
# left: WS304 not-literal
"""The text in a replacement has the quotation mark that no f-string around it has."""
import websockets


async def main(uri, width):
    async with websockets.connect(uri) as ws:
        print(f"{ws.secure}", f'{ws.secure}', f"""{ws.secure}""", "a" f'{ws.secure}')
        print(f"{width:>{ws.secure}}", f"{width}" f"{ws.secure}", "%s" % ws.secure)
        print(f"{f'{ws.secure}'}", f"{width}" f'{ws.secure}', {**ws.open, "a": ws.secure})
