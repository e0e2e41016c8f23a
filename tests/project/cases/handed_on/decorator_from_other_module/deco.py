import functools


def logged(f):
    @functools.wraps(f)
    async def inner(*args, **kwargs):
        return await f(*args, **kwargs)
    return inner
