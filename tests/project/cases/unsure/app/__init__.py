from . import legacy as modern_again

modern_again = print
