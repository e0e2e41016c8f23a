# setting: websocket-app = never
"""Texts for a switch: what the command line takes them for."""
import uvicorn

uvicorn.run("app:app", ws_per_message_deflate="0")
uvicorn.run("app:app", ws_per_message_deflate="False")
uvicorn.run("app:app", ws_per_message_deflate="f")
uvicorn.run("app:app", ws_per_message_deflate="no")
uvicorn.run("app:app", ws_per_message_deflate="n")
uvicorn.run("app:app", ws_per_message_deflate="OFF")
uvicorn.run("app:app", ws_per_message_deflate="1")
uvicorn.run("app:app", ws_per_message_deflate="true")
uvicorn.run("app:app", ws_per_message_deflate="T")
uvicorn.run("app:app", ws_per_message_deflate="yes")
uvicorn.run("app:app", ws_per_message_deflate="y")
uvicorn.run("app:app", ws_per_message_deflate="on")
uvicorn.run("app:app", ws_max_size="1048576")
uvicorn.run("app:app", ws_ping_interval="20.5")
