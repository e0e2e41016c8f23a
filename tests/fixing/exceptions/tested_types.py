# same: the types are known, not the objects
# left: WS203 other-uses
from websockets.exceptions import InvalidStatusCode


class Attempt:
    async def __aexit__(self, kind, error, traceback):
        if kind is not None and issubclass(kind, InvalidStatusCode):
            print(error.status_code)

    def failed(self, error):
        return type(error) is InvalidStatusCode and error.status_code == 401
