from websockets.exceptions import InvalidStatusCode

ERRORS = [InvalidStatusCode(403, None), InvalidStatusCode(status_code=500, headers=None)]
