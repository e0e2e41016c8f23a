def is_open(conn):
    return conn.open  # ok: of two implementations
