from app.routers import inner


@inner.router.websocket("/")
async def late(websocket):
    await websocket.accept()
