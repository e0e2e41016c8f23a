"""Says why the recipes are skipped, where they are."""

from __future__ import annotations

import pytest

from .conftest import MISSING, RECIPES


def test_the_libraries_of_the_recipes_are_installed() -> None:
    if MISSING:
        pytest.skip(f"the recipes need {', '.join(MISSING)} (dependency group 'recipes')")


def test_every_recipe_has_a_page_and_a_program() -> None:
    folders = [path for path in RECIPES.iterdir() if (path / "__init__.py").exists()]
    assert len(folders) >= 5
    for folder in folders:
        assert (folder / "README.md").read_text(encoding="utf-8").startswith("# ")
        assert f"`{folder.name}`" in (RECIPES / "README.md").read_text(encoding="utf-8")
