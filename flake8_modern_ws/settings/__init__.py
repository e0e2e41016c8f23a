"""Options, the tool's table in ``pyproject.toml`` and the versions a project declares."""
