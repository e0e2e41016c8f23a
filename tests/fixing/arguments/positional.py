# left: WS306 name-taken
# left: WS306 star-arguments
"""A positional argument of any shape gets its name in front of its brackets."""
from websockets.asyncio.server import broadcast


def tell(clients, message, strict, *args, **options):
    broadcast(clients, message, strict)
    broadcast(clients, message, (strict),)
    broadcast(clients, message, ((strict)))
    broadcast((clients), (message), (not strict))
    broadcast(clients, message, kept := strict); print(kept)
    broadcast(clients, message, strict if args else False)
    broadcast(clients, message, lambda: strict)
    broadcast(clients, message, (  # always
        True))
    broadcast(clients, message,  # to all
              # with errors
              True,  # shown
              )
    broadcast(clients, message, *args)
    broadcast(clients, message, strict, **options)
    broadcast(clients, message, strict, raise_exceptions=strict)
    if strict: broadcast(clients, message, True)
    options.broadcast(clients, message, True)
    send = broadcast
    send(clients, message, f"{strict}" "")
