from websockets import connect, serve

__all__ = ["connect"]
