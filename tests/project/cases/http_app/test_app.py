from app.main import app
from fastapi.testclient import TestClient
from httpx import ASGITransport

client = TestClient(app)
app.dependency_overrides[print] = print
transport = ASGITransport(app=app)
