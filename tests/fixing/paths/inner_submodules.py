"""A package does not load the modules inside."""
import websockets; print("two statements")


def connect(uri):
    return websockets.asyncio.client.connect(uri)


def shadowed(websockets):
    return websockets.asyncio.server.serve


def kinds():
    return websockets.extensions.permessage_deflate.PerMessageDeflate, websockets.frames.Opcode.TEXT
