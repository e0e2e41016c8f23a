from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.post("/")
def create():
    return {}
