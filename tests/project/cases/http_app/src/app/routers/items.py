from fastapi import APIRouter

from .users import router as inner

router = APIRouter()
router.include_router(inner)


@router.get("/")
def items():
    return []
