def is_open(conn):
    return conn.open  # ok: of the standard library
