import websockets

from . import handlers
from .handlers import check


async def main():
    await websockets.serve(handlers.chat, "", 1, process_request=check)
