import websockets

NAMES = {}


async def main(uri):
    async with websockets.connect(uri) as connection:
        if connection.transport.get_extra_info("sslcontext") is None or (connection.transport.get_extra_info("sslcontext") is not None) == True:
            print(f"{connection.transport.get_extra_info('sslcontext') is not None}", f'{connection.transport.get_extra_info("sslcontext") is not None}', not (connection.transport.get_extra_info("sslcontext") is not None))
        return "wss" if connection.transport.get_extra_info("sslcontext") is not None else "ws", NAMES[connection.transport.get_extra_info("sslcontext") is not None]
