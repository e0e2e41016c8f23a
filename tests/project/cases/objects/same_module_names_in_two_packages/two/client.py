class Client:
    ws = open("x")
