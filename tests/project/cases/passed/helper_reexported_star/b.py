from pkg import send


async def f(x):
    await send(x, 1)
