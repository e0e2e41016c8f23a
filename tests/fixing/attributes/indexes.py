import websockets

REASONS = {}


async def main(connection):
    try:
        await connection.recv()
    except websockets.ConnectionClosed as error:
        return REASONS[error.code], REASONS[error.code, error.reason], error.reason[1:]
