from live.kept import Kept

kept = Kept()  # ok: a test
