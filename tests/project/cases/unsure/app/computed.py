from .modern import dial

__all__ = [name for name in dir() if name != "dial"]
