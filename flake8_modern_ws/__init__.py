"""Find and fix legacy ``websockets`` code and unsound WebSocket servers."""

__version__ = "0.1.0"
