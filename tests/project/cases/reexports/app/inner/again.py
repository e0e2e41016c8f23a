from . import call

again = call
