"""``python -m flake8_modern_ws``: the command ``modern-ws``."""

import sys

from .command.main import main

if __name__ == "__main__":
    sys.exit(main())
