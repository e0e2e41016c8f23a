"""What only a whole project can tell: facts of one file that matter in another."""
