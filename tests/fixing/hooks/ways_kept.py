# same: what is passed around may be called elsewhere
# left: WS101 partial-file
# left: WS303 other-uses
# left: WS303 other-uses
# left: WS303 other-uses
from websockets.legacy.server import serve


def kept(path, headers):
    print(path)


def registered(path, headers):
    print(path)


def passed(path, headers):
    print(path)


def serving(handler, process):
    process("/", {})
    return serve(handler, "localhost", 8765, process_request=process)


class Server:
    def __init__(self, other):
        self.process = kept
        other.register(registered)

    async def run(self, handler):
        self.process("/", {})
        await serve(handler, "localhost", 8765, process_request=self.process)
        await serve(handler, "localhost", 8766, process_request=registered)
        await serving(handler, passed)
