import uvicorn

from . import made
from .made import later, sometimes

uvicorn.run("app.made:foreign")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:routed")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:mounted")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:wrapped")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:installed")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:listed")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:guarded")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:given")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:several")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:spread")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:both_routed")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:looped")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:handed")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:starred")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:rebound")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:own")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:grown")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:passed")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:chained")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:inside")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:lived")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:computed")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:nowhere")  # expect: WS501@1 WS502@1
uvicorn.run("app.lost:app")  # expect: WS501@1 WS502@1
uvicorn.run("main:app")  # expect: WS501@1 WS502@1
uvicorn.run(later, factory=True)  # expect: WS501@1 WS502@1
uvicorn.run(sometimes, factory=True)  # expect: WS501@1 WS502@1
uvicorn.run(made.create, factory=True)  # expect: WS501@1 WS502@1
uvicorn.run(f"{__package__}.made:app")  # expect: WS501@1 WS502@1
uvicorn.run("app.made:own", factory=bool(made))  # expect: WS501@1 WS502@1
uvicorn.run("app.broken:app")  # alone: WS501@1 WS502@1
