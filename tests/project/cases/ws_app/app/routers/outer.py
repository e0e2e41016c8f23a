from fastapi import APIRouter

from . import inner

router = APIRouter()
router.include_router(inner.router)
