import functools
import http

from websockets.legacy.server import serve


def by_condition(path, headers):
    if path == "/health":
        return http.HTTPStatus.OK, [], b"fine"
    return None


def by_variable(path, headers):
    print(path)


def by_mapping(path, headers):
    print(headers["Host"])


async def by_partial(connection, path):
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
