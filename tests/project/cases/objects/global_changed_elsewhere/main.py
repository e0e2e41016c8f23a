import state


def f():
    return state.ws.open  # ok: another file changes it
