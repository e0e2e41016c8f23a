def function():
    from .modern import dial
    return dial


class Group:
    from .modern import dial as member
