"""Skip the recipes, with a reason, where their libraries are not installed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

RECIPES = Path(__file__).parents[2] / "docs" / "recipes"
MISSING = [name for name in ("fastapi", "uvicorn", "websockets")
           if importlib.util.find_spec(name) is None]

sys.path.insert(0, str(RECIPES))
if MISSING:
    collect_ignore_glob = ["test_*_recipe.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.recipes)
