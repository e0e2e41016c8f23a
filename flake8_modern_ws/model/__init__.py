"""What the code means: bindings, qualified names, values and kinds. No opinion."""
