def function():
    from app.compat import dial
    return dial("x", extra_headers={})  # expect: WS301@22


def other(app):
    return app.compat.dial("x", extra_headers={})  # ok: a parameter


class Own:
    from app.compat import dial

    def call(self):
        return dial("x", extra_headers={})  # ok: of the class


def shadowed(connect):
    return connect("x", extra_headers={})  # ok: a parameter
