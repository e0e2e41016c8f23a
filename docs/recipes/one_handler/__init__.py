"""One handler for two kinds of servers."""
