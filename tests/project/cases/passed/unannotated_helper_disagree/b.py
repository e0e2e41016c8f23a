from helpers import send


async def main(sock):
    await send(sock, "x")
