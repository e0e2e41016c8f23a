from functools import partial


async def chat(state, ws, path):  # expect: WS302@1
    print(ws.closed)  # expect: WS304@11
bound = partial(chat, {})
