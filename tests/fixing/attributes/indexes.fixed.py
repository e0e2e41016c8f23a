import websockets

REASONS = {}


async def main(connection):
    try:
        await connection.recv()
    except websockets.ConnectionClosed as error:
        return REASONS[error.rcvd.code if error.rcvd else 1006], REASONS[error.rcvd.code if error.rcvd else 1006, error.rcvd.reason if error.rcvd else ""], (error.rcvd.reason if error.rcvd else "")[1:]
