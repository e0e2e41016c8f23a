"""Every row of the catalog of names, shown by real releases of websockets."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from flake8_modern_ws.catalog import shared_members
from flake8_modern_ws.catalog.exports import IMPLICIT_SUBMODULES, INTRODUCED, STAR_EXPORTS
from flake8_modern_ws.catalog.rows import DeprecatedName, Fix, Group
from flake8_modern_ws.catalog.websockets_names import NAMES
from flake8_modern_ws.settings.versions import release as number

from .conftest import install, optional_dependencies, run_probe

#: One child process a path: warnings fire once per process, and imports load each other.
_PROBE = r"""
import importlib, json, os, sys, warnings
# What websockets imports from elsewhere: once here instead of in every child.
import asyncio, asyncio.tasks, base64, binascii, codecs, collections, contextlib, dataclasses
import email.utils, enum, hashlib, hmac, http, inspect, ipaddress, logging, random, secrets
import selectors, socket, ssl, string, struct, threading, traceback, typing, urllib.parse
import urllib.request, uuid, zlib
for name in ("trio", "werkzeug.routing", "werkzeug.exceptions"):
    try:
        importlib.import_module(name)
    except ImportError:
        pass

def reach(path):
    # Import as far as there are modules, then follow the attributes.
    try:
        return importlib.import_module(path)
    except ImportError:
        head, _, name = path.rpartition(".")
        if not head:
            raise
        owner = reach(head)
        return getattr(owner, name)

def look(path):
    head, _, name = path.rpartition(".")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = reach(path)
        except (ImportError, AttributeError) as error:
            return {"state": "missing", "reason": repr(error)}
    warned = [str(w.message) for w in caught if issubclass(w.category, DeprecationWarning)]
    return {"state": "deprecated" if warned else "there", "warned": warned}

def same(pair):
    warnings.simplefilter("ignore")
    try:
        old, new = reach(pair[0]), reach(pair[1])
    except (ImportError, AttributeError):
        return None
    return bool(old is new or old == new or issubclass(old, new))

def star(module):
    warnings.simplefilter("ignore")
    namespace = {}
    try:
        exec("from %%s import *" %% module, namespace)
    except Exception:
        return None
    return sorted(namespace)

def touch(path):
    import websockets
    return hasattr(websockets, path.rpartition(".")[2])

def isolated(function, argument):
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, "w") as pipe:
            try:
                json.dump(function(argument), pipe)
            except TypeError:
                json.dump(False, pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return json.loads(text)

functions = {"look": look, "same": same, "star": star, "touch": touch}
jobs = json.loads(%(jobs)r)
json.dump([isolated(functions[name], argument) for name, argument in jobs], sys.stdout)
"""


@cache
def facts(version: str) -> dict[str, Any]:
    """What one release says about everything that the catalog names."""
    paths = sorted({row.path for row in NAMES}
                   | {row.replacement for row in NAMES if row.replacement}
                   | set(INTRODUCED))
    pairs = sorted({(row.path, row.replacement) for row in NAMES
                    if row.replacement and row.fix is Fix.SAFE and not row.module})
    jobs = [["look", path] for path in paths]
    jobs += [["same", list(pair)] for pair in pairs]
    jobs += [["star", module] for module in STAR_EXPORTS]
    jobs += [["touch", path] for path in IMPLICIT_SUBMODULES]
    code = _PROBE % {"jobs": json.dumps(jobs)}
    answers = run_probe(code, install("websockets", version), optional_dependencies())
    table: dict[str, Any] = {"look": {}, "same": {}, "star": {}, "touch": {}}
    for (function, argument), answer in zip(jobs, answers):
        key = tuple(argument) if isinstance(argument, list) else argument
        table[function][key] = answer
    return table


def state(path: str, version: str) -> str:
    found: str = facts(version)["look"][path]["state"]
    return found


def before(version: str, other: str | None) -> bool:
    return other is not None and number(version) < number(other)


#: Reached by attribute of the package only, until the stated release; ``import`` failed.
LAZY_MODULES = {
    "websockets.framing": "17.0", "websockets.handshake": "17.0", "websockets.protocol": "11.0",
}
#: Deprecated in words (changelog), without a warning when the name is merely touched.
SILENT = {
    # Shims that warn when they are instantiated.
    "websockets.client.ClientConnection", "websockets.server.ServerConnection",
    # Warns when it is instantiated, as the asyncio class of the same name is another.
    "websockets.sync.server.WebSocketServer",
}


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row.path)
def test_the_path_is_deprecated_or_gone_as_stated(row: DeprecatedName, release: str) -> None:
    found = state(row.path, release)
    until = next((LAZY_MODULES[m] for m in LAZY_MODULES if row.path.startswith(f"{m}.")), None)
    if before(release, until):
        # "import websockets.framing" fails since 9.0; the attribute of the package still led
        # to websockets.legacy.framing.
        assert before(release, "9.0") or found in ("missing", "deprecated", "there")
    elif row.removed is not None and not before(release, row.removed):
        assert found == "missing"
    elif row.deprecated is not None and not before(release, row.deprecated):
        if row.path in SILENT or _quiet(row, release):
            assert found != "missing" or row.path.startswith(tuple(LAZY_MODULES))
        else:
            assert found == "deprecated", facts(release)["look"][row.path]


def _quiet(row: DeprecatedName, release: str) -> bool:
    """Deprecated by the changelog of 9.0 and 11.0, while the warning came later."""
    module = row.path if row.module else row.path.rpartition(".")[0]
    return (module == "websockets.http" and before(release, "13.0")) or (
        module in LAZY_MODULES)


@pytest.mark.parametrize(
    "row", [row for row in NAMES if row.replacement], ids=lambda row: row.path)
def test_the_replacement_exists_from_the_stated_release_on(
    row: DeprecatedName, release: str
) -> None:
    assert row.replacement is not None
    assert row.since is not None
    if before(release, row.since):
        return
    # A replacement may itself have moved on; then it has a row of its own.
    following = next((other for other in NAMES if other.path == row.replacement), None)
    if following is None or before(release, following.removed or following.deprecated):
        assert state(row.replacement, release) == "there"


@pytest.mark.parametrize(
    "row", [row for row in NAMES if row.fix is Fix.SAFE and row.replacement and not row.module],
    ids=lambda row: row.path)
def test_a_safe_replacement_is_the_same_object(row: DeprecatedName, release: str) -> None:
    same = facts(release)["same"][(row.path, row.replacement)]
    assert same is not False


@pytest.mark.parametrize("path", INTRODUCED)
def test_modern_names_exist_from_the_stated_release_on(path: str, release: str) -> None:
    found = state(path, release)
    if not before(release, INTRODUCED[path]):
        assert found == "there", facts(release)["look"][path]


@pytest.mark.parametrize("module", STAR_EXPORTS)
def test_star_imports_bind_what_is_stated(module: str, release: str) -> None:
    bound = facts(release)["star"][module]
    if bound is None:
        return  # the module, or its star import, does not work in this release
    for name, (since, until) in STAR_EXPORTS[module].items():
        if until is not None and not before(release, until):
            assert name not in bound, name
        if before(release, since):
            assert name not in bound, name
        if release == "17.4" and until is None:
            assert name in bound, name


@pytest.mark.parametrize("path", IMPLICIT_SUBMODULES)
def test_submodules_are_not_loaded_by_the_package(path: str, release: str) -> None:
    if not before(release, IMPLICIT_SUBMODULES[path]):
        assert facts(release)["touch"][path] is False


def test_every_group_has_a_proved_row() -> None:
    assert {row.group for row in NAMES} == set(Group)


@pytest.mark.parametrize("version", ["13.0", "17.4"])
def test_shared_members_belong_to_the_classes_of_both_implementations(version: str) -> None:
    wanted = {role: sorted(names) for role, names in shared_members.BY_ROLE.items()}
    missing = run_probe(f"""
import json, warnings
warnings.simplefilter("ignore")
import websockets.asyncio.client as client, websockets.asyncio.server as server
import websockets.asyncio.connection as connection
import websockets.legacy.client as old_client, websockets.legacy.server as old_server
import websockets.legacy.protocol as old_connection
classes = {{
    "connection": (client.ClientConnection, server.ServerConnection, connection.Connection,
                   old_client.WebSocketClientProtocol, old_server.WebSocketServerProtocol,
                   old_connection.WebSocketCommonProtocol),
    "server": (server.Server, old_server.WebSocketServer),
    "connecting": (client.connect, old_client.Connect),
}}
print(json.dumps([
    (item.__name__, name) for role, names in {wanted!r}.items()
    for item in classes.get(role, ()) for name in names if not hasattr(item, name)]))
""", install("websockets", version))
    assert missing == []
