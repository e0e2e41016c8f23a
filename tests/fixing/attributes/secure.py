import websockets

NAMES = {}


async def main(uri):
    async with websockets.connect(uri) as connection:
        if not connection.secure or connection.secure == True:
            print(f"{connection.secure}", f'{connection.secure}', not (connection.secure))
        return "wss" if connection.secure else "ws", NAMES[connection.secure]
