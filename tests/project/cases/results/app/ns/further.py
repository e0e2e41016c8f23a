from ..sockets import open_socket


async def reopened():
    return await open_socket()
