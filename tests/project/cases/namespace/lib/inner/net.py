from websockets import connect  # ok: modern
