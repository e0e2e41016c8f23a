"""Connection managers: which objects hold WebSocket connections, and how long they live."""
