# A namespace package, and a module without a word of it.
from .kept import Kept
from app.children import Hall
from nowhere import Lobby

hall = Hall()  # expect: WS401@1
kept = Kept()  # expect: WS401@1
lost = Lobby()  # ok: not found
listed = [Hall]  # ok: no instance
