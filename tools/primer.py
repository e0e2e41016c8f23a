"""Lint a pinned list of real packages and compare with the recorded findings.

``tools/primer.py`` downloads the wheels named in ``primer/packages.txt`` (pip, without their
dependencies, nothing is installed or run), lints them with flake8 and this plugin, and
compares with ``primer/findings/``. A difference ends in exit code 1 and is printed as a diff;
``--update`` records the new findings instead.
"""

from __future__ import annotations

import argparse
import difflib
import email
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".primer"
RECORDED = ROOT / "primer" / "findings"


def packages() -> list[str]:
    """The pinned packages, ``name==version``."""
    text = (ROOT / "primer" / "packages.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def unpack(package: str) -> Path:
    """Download one wheel and unpack it; a folder that is there already is used again."""
    folder = CACHE / package.replace("==", "-")
    if folder.is_dir():
        return folder
    wheels = CACHE / "wheels" / folder.name
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
         "--no-deps", "--only-binary", ":all:", "--python-version", "3.12",
         "--platform", "manylinux2014_x86_64", "--platform", "manylinux_2_28_x86_64",
         "--platform", "any", "--dest", str(wheels), package],
        check=True,
    )
    (wheel,) = wheels.glob("*.whl")
    unfinished = folder.with_name(folder.name + ".part")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unfinished)
    unfinished.rename(folder)
    return folder


def lint(folder: Path) -> list[str]:
    """The findings in a package, ``path:line:column: text``, paths relative to it."""
    result = subprocess.run(
        [sys.executable, "-m", "flake8", "--isolated", "--select", "WS", "--disable-noqa",
         "--jobs", "2", *_declared(folder), "."],
        cwd=folder, capture_output=True, text=True, check=False,
    )
    if result.returncode not in (0, 1) or result.stderr:
        sys.exit(f"flake8 failed in {folder.name}: {result.stderr.strip()}")
    return sorted(result.stdout.splitlines(), key=_place)


def _declared(folder: Path) -> list[str]:
    """The supported ranges that the package's own metadata states, as options."""
    (metadata,) = folder.glob("*.dist-info/METADATA")
    options: list[str] = []
    for text in email.message_from_bytes(metadata.read_bytes()).get_all("Requires-Dist", []):
        requirement = Requirement(text)
        name = canonicalize_name(requirement.name)
        option = f"--ws-{name}"
        if name in ("websockets", "uvicorn") and requirement.specifier and option not in options:
            options += [option, str(requirement.specifier)]
    return options


def _place(line: str) -> tuple[str, int, int, str]:
    match = re.match(r"(.*?):(\d+):(\d+): (.*)", line)
    if match is None:
        sys.exit(f"unexpected line from flake8: {line}")
    return match[1], int(match[2]), int(match[3]), match[4]


def main() -> int:
    """Compare, or record with ``--update``."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--update", action="store_true", help="record the findings")
    parser.add_argument("packages", nargs="*", help="name==version; all pinned ones if none")
    arguments = parser.parse_args()
    chosen = arguments.packages or packages()
    changed = 0
    for package in chosen:
        found = lint(unpack(package))
        recorded = RECORDED / f"{package.replace('==', '-')}.txt"
        before = recorded.read_text(encoding="utf-8").splitlines() if recorded.exists() else []
        if arguments.update:
            text = "".join(line + "\n" for line in found)
            recorded.parent.mkdir(parents=True, exist_ok=True)
            recorded.write_text(text, encoding="utf-8")
        else:
            changed += found != before
            for line in difflib.unified_diff(before, found, "recorded", "found", lineterm=""):
                print(f"{package}: {line}")
        print(f"{package}: {len(found)} findings", flush=True)
    print(f"{len(chosen)} packages, {changed} differ")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
