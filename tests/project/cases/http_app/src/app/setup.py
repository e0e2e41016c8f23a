from . import main


def configure(app):
    @app.exception_handler(ValueError)
    def refuse(request, error):
        return error


def handlers(*, application):
    application.add_event_handler("startup", print)
    print(main.app.title)
