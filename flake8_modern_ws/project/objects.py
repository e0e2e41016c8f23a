"""Classes, functions and variables of one file that give others objects of the library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.kinds import Kind
from ..model.linked import CALLED, Linked
from .callees import OWN
from .project import Project, among, depends
from .resolver import Target
from .summary import ClassSummary, Summary, class_key

#: How many bases of a class are followed.
_DEPTH = 10

Members = Mapping[str, Kind]


class Objects:
    """Tells files what they take of objects that hold, or are, objects of the library."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._summaries: Mapping[str, Summary] = {}
        self._members: dict[str, Members] = {}
        self._homes: dict[str, frozenset[str]] = {}
        self._taken: dict[str, dict[str, Target]] = {}

    def facts(self, summaries: Mapping[str, Summary]) -> dict[str, Linked]:
        """The facts by file, from what all files tell so far."""
        self._summaries = summaries
        self._members = self._of_classes()
        homes = {path: names for path, names in (
            (path, self._worth_knowing(path, summary)) for path, summary in summaries.items()
        ) if names}
        if homes != self._homes:
            self._homes = homes
            self._taken = self._project.spread(homes, among(homes))
        return {path: self._told(path, targets) for path, targets in self._taken.items()}

    def _of_classes(self) -> dict[str, Members]:
        """The members of all classes that have objects of the library, or of such classes."""
        found = {class_key(path, name): self._attributes(path, name, _DEPTH)
                 for path, summary in self._summaries.items() for name in summary.classes}
        known: set[str] = set()
        while True:
            more = {key for key, members in found.items() if key not in known
                    and any(_matters(kind, known) for kind in members.values())}
            if not more:
                break
            known |= more
        return {key: {name: kind for name, kind in found[key].items() if _matters(kind, known)}
                for key in known}

    def _worth_knowing(self, path: str, summary: Summary) -> frozenset[str]:
        return frozenset((
            *(name for name, kind in {**summary.results, **summary.values}.items()
              if _matters(kind, self._members)),
            *(name for name in summary.classes if class_key(path, name) in self._members)))

    def _told(self, path: str, targets: Mapping[str, Target]) -> Linked:
        results: dict[str, Kind] = {}
        values: dict[str, Kind] = {}
        instances: dict[str, str] = {}
        classes: dict[str, Members] = {}
        surface = self._project.surface(path)
        bases = frozenset() if surface is None else surface.bases
        used = {}
        for written, target in targets.items():
            summary = self._summaries[target.path]
            key = class_key(target.path, target.name)
            if target.name in summary.results:
                results[written] = summary.results[target.name]
            elif key in self._members:
                if not self._is_used(path, key):
                    continue
                instances[written] = key
                if target.name in bases or written.rpartition(".")[2] in bases:
                    classes[written] = self._members[key]
            elif target.name in summary.values and not self._is_changed(target):
                values[written] = summary.values[target.name]
            else:
                continue
            used[written] = target
        members = self._reached((*instances.values(), *_keys(
            [*results.values(), *values.values(), *(
                kind for table in classes.values() for kind in table.values())])))
        return Linked(results=results, values=values, instances=instances, classes=classes,
                      members=members, origins=depends(self._project, path, used))

    def _is_used(self, path: str, key: str) -> bool:
        """Whether a file may ask an object for a member, or hand the object on."""
        if self._project.files.imports.importers(path):
            return True
        data = self._project.files.read(path)
        if b"with " in data:
            return True
        return any(b"." + name.removesuffix(CALLED).encode() in data
                   for members in self._reached([key]).values() for name in members)

    def _reached(self, keys: Iterable[str]) -> dict[str, Members]:
        """The members of classes, and of those that these lead to."""
        found: dict[str, Members] = {}
        pending = list(keys)
        while pending:
            key = pending.pop()
            if key not in found and key in self._members:
                found[key] = self._members[key]
                pending += _keys(found[key].values())
        return found

    def _is_changed(self, target: Target) -> bool:
        """Whether another file seems to give a variable of a module another value."""
        name = target.name.encode()
        for path, taken in self._project.files.imports.importers(target.path).items():
            if taken is None:
                data = self._project.files.read(path)
                start = data.find(b"." + name)
                while start >= 0:
                    rest = data[start + len(name) + 1:].lstrip(b" \t")[:2]
                    if rest[:1] == b"=" and rest != b"==":
                        return True
                    start = data.find(b"." + name, start + 1)
        return False

    def _attributes(self, path: str, name: str, depth: int) -> dict[str, Kind]:
        """The attributes of a class of a file, those of its bases included."""
        cls = self._class(path, name) if depth > 0 else None
        if cls is None:
            return {}
        found: dict[str, Kind] = {}
        for base in reversed(cls.bases):
            if base.startswith(OWN):
                target: Target | None = Target(path, base.removeprefix(OWN))
            else:
                target = self._project.target(path, base)
            if target is not None and target.name and not target.attributes and (
                target != Target(path, name)
            ):
                found.update(self._attributes(target.path, target.name, depth - 1))
        found.update(cls.attributes)
        return found

    def _class(self, path: str, name: str) -> ClassSummary | None:
        summary = self._summaries.get(path)
        return None if summary is None else summary.classes.get(name)


def _keys(found: Iterable[Kind]) -> list[str]:
    """The classes of other files that kinds speak of."""
    keys, pending = [], list(found)
    while pending:
        kind = pending.pop()
        if kind.role == "object":
            keys.append(kind.path)
        pending += [part for part in (kind.element, *kind.items) if part is not None]
    return keys


def _matters(kind: Kind, known: Iterable[str]) -> bool:
    """Whether a kind is one of the library, or leads to one."""
    keys = _keys([kind])
    return not keys or any(key in known for key in keys)
