"""A manager of connections that the application owns."""
