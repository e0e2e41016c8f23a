from queue import Queue

from lib.queue import Base


class Own(Queue):
    def f(self):
        return self.ws.open  # ok: of the standard library


class Other(Base):
    def f(self):
        return self.ws.closed  # ok: one of two classes
