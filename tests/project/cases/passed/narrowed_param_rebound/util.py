def is_open(conn):
    conn = conn.inner
    return conn.open  # ok: something else by now
