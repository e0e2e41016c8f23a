from .handlers import chat
__all__ = ["chat"]
