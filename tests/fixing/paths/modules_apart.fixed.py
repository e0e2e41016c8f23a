"""A module whose names have gone to several: each use goes where its name is."""
from websockets.datastructures import Headers
from websockets.http11 import USER_AGENT

print(USER_AGENT, Headers())
