# setting: websocket-app = never
"""Texts for a switch: what the command line takes them for."""
import uvicorn

uvicorn.run("app:app", ws_per_message_deflate=False)
uvicorn.run("app:app", ws_per_message_deflate=False)
uvicorn.run("app:app", ws_per_message_deflate=False)
uvicorn.run("app:app", ws_per_message_deflate=False)
uvicorn.run("app:app", ws_per_message_deflate=False)
uvicorn.run("app:app", ws_per_message_deflate=False)
uvicorn.run("app:app", ws_per_message_deflate=True)
uvicorn.run("app:app", ws_per_message_deflate=True)
uvicorn.run("app:app", ws_per_message_deflate=True)
uvicorn.run("app:app", ws_per_message_deflate=True)
uvicorn.run("app:app", ws_per_message_deflate=True)
uvicorn.run("app:app", ws_per_message_deflate=True)
uvicorn.run("app:app", ws_max_size=1048576)
uvicorn.run("app:app", ws_ping_interval=20.5)
