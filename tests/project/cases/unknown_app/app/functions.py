KEPT = []


class Guard:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})


def keep(app):
    KEPT.append(app)


ROUTES = []


def extend(route):
    ROUTES.append(route)
