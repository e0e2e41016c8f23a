from session import Session


def f(s: Session) -> "Session":
    if isinstance(s, Session):
        print(s.ws.open)  # expect: WS304@15
    return s
