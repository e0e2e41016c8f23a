"""Deprecation warnings that happen while a program runs, beside what the rules report."""
