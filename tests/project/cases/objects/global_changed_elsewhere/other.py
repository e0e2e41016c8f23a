import state


def g(x):
    state.ws = x
