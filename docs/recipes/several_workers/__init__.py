"""Events that reach users on any worker."""
