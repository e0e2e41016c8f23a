try:
    from .modern import dial
except ImportError:
    from .legacy import dial

try:
    from websockets import connect
except ImportError:
    from .modern import dial as connect

if connect:
    from .modern import dial as maybe
else:
    maybe = print
