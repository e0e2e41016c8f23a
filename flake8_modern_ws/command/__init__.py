"""The command ``modern-ws``: one module per sub-command."""
