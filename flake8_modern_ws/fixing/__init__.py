"""Turns planned edits into new text and proves that it is sound."""
