def is_open(*conn):
    return conn.open  # ok: a tuple, a mapping


def keys(**conn):
    return conn.open  # ok: a tuple, a mapping
