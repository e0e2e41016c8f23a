from .server import ChatServer, Other

shared = ChatServer()
replaced = Other()
replaced = None or print
