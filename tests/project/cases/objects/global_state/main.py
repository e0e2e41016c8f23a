import state


def f():
    if state.ws and state.ws.open:  # expect: WS304@21
        return
