import asyncio

import websockets

if __name__ == "__main__":
    loop = asyncio.get_event_loop()
    start_server = websockets.serve(echo, "localhost", 8765)
    try:
        loop.run_until_complete(start_server)
        print("started")
        loop.run_forever()
    except KeyboardInterrupt:
        pass
