from app.computed import *


async def main():
    await dial("x", extra_headers={})  # ok: may not be in __all__
