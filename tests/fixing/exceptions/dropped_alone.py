# same: the clause is there for this exception
# left: WS203 manual
from websockets.exceptions import RedirectHandshake

try:
    pass
except RedirectHandshake as error:
    print(error.uri)
