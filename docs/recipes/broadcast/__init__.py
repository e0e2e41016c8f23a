"""Broadcast without a collection of connections of one's own."""
