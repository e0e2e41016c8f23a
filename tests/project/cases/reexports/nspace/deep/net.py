from app import connect
