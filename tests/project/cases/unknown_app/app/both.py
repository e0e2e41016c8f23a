try:
    from elsewhere import router
except ImportError:
    from fastapi import APIRouter

    router = APIRouter()

routers = []
