from .main import app


@app.websocket("/live")
async def live(websocket):
    await websocket.accept()
