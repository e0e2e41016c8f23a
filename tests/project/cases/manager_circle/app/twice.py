try:
    from .a import First as Some
except ImportError:
    from elsewhere import Some

try:
    from .a import Third as Kept
except ImportError:
    Kept = None

some = Some()  # ok: one of two
kept = Kept()  # expect: WS401@1
