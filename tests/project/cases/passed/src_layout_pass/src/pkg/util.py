def is_open(conn):
    return conn.open  # expect: WS304@12
