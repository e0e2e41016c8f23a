from session import Session


class Fake(Session):
    pass
