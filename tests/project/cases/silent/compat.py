try:
    from websockets.asyncio.client import connect
except ImportError:
    from websockets.legacy.client import connect

try:
    from websockets import connect as maybe
except ImportError:
    maybe = object()
