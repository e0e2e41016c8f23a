import functools
import http

from websockets.asyncio.server import serve


def by_condition(connection, request):
    if request.path == "/health":
        return connection.respond(http.HTTPStatus.OK, "fine")
    return None


def by_variable(connection, request):
    print(request.path)


def by_mapping(connection, request):
    print(request.headers["Host"])


async def by_partial(connection):
    path = connection.request.path
    print(path)


start = functools.partial(serve, by_partial, "localhost")


async def main(flag, handler):
    variable = None
    if flag:
        variable = by_variable
    options = {"process_request": by_mapping}
    await serve(handler, "", 1, process_request=(by_condition if flag else None))
    await serve(handler, "", 2, process_request=variable)
    await serve(handler, "", 3, **options)
    await start(4)
