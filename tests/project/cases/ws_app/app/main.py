import uvicorn
from fastapi import FastAPI

app = FastAPI()
quiet = FastAPI()


@app.get("/")
def index():
    return {}


if __name__ == "__main__":
    uvicorn.run(app)  # expect: WS501@5 WS502@5
    uvicorn.run(quiet)  # ok: nothing adds a route
