"""A module whose names have gone to several: each use goes where its name is."""
import websockets.http as http

print(http.USER_AGENT, http.Headers())
