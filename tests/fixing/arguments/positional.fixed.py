# left: WS306 name-taken
# left: WS306 star-arguments
"""A positional argument of any shape gets its name in front of its brackets."""
from websockets.asyncio.server import broadcast


def tell(clients, message, strict, *args, **options):
    broadcast(clients, message, raise_exceptions=strict)
    broadcast(clients, message, raise_exceptions=(strict),)
    broadcast(clients, message, raise_exceptions=((strict)))
    broadcast((clients), (message), raise_exceptions=(not strict))
    broadcast(clients, message, raise_exceptions=(kept := strict)); print(kept)
    broadcast(clients, message, raise_exceptions=strict if args else False)
    broadcast(clients, message, raise_exceptions=lambda: strict)
    broadcast(clients, message, raise_exceptions=(  # always
        True))
    broadcast(clients, message,  # to all
              # with errors
              raise_exceptions=True,  # shown
              )
    broadcast(clients, message, *args)
    broadcast(clients, message, strict, **options)
    broadcast(clients, message, strict, raise_exceptions=strict)
    if strict: broadcast(clients, message, raise_exceptions=True)
    options.broadcast(clients, message, True)
    send = broadcast
    send(clients, message, raise_exceptions=f"{strict}" "")
