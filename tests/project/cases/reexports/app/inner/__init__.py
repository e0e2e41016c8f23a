from ..compat import dial as call
from . import again
