"""What is changed together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from ..catalog.switched_names import SWITCHED, SWITCHED_IN
from ..findings import Finding, Level
from ..plans import Plan, ReplaceName, side_of
from . import lists, negotiation
from .changes import Change
from .doubles import without_doubles
from .edits import Edit, Overlap, ordered
from .locate import Elements
from .reasons import Reason, Withheld
from .render import import_edits
from .subject import Subject


@dataclass
class Planned:
    """A finding with its change, or with why there is none."""

    finding: Finding
    change: Change | None
    withheld: Withheld | None = None

    @property
    def plan(self) -> Plan:
        assert isinstance(self.finding.plan, Plan)
        return self.finding.plan


@dataclass
class Unit:
    """Changes that are made together."""

    members: list[Planned] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        return [member.change for member in self.members if member.change is not None]

    def withhold(self, reason: Withheld) -> None:
        for member in self.members:
            member.change = None
            member.withheld = member.withheld or reason


def units(
    planned: Sequence[Planned], subject: Subject,
    held: Mapping[str, str] | None = None,
) -> list[Unit]:
    """Groups planned changes; withholds those whose group is not complete.

    ``held`` maps a side, clients or servers, to a file that belongs to the group and is not
    complete.
    """
    held = held or {}
    leaving = [item for item in planned if item.plan.leaves_legacy(subject.supported)]
    together = _sides(leaving)
    for unit in together:
        if held and {item.plan.side for item in unit.members} & {*held, ""}:
            origin = next((held[side] for side in held), "")
            unit.withhold(Withheld(
                Reason.PARTIAL_FILE, f"belongs together with {origin}, which cannot be fixed"))
        _keep_subprotocols(unit, subject)
        _complete(unit, subject)
    alone = [Unit([item]) for item in planned if item not in leaving]
    for unit in alone:
        _keep_old_subprotocols(unit.members[0], subject)
    return [unit for unit in (*together, *alone) if unit.changes]


def _sides(items: list[Planned]) -> list[Unit]:
    """Clients and servers apart, unless something concerns both."""
    sides = {item.plan.side for item in items}
    if "" in sides:
        return [Unit(items)]
    return [Unit([item for item in items if item.plan.side == side]) for side in sorted(sides)]


def _keep_subprotocols(unit: Unit, subject: Subject) -> None:
    """Calls of ``serve`` that move choose a subprotocol as before."""
    movers = [item for item in unit.members if item.change is not None
              and isinstance(item.plan, ReplaceName) and item.plan.side != "client"]
    for call in subject.model.library_calls if movers else ():
        if not negotiation.leaves(call, subject):
            continue
        place = subject.document.line_of(subject.document.start(call.call))
        mover = min(movers, key=lambda item: (
            item.finding.span.line != place, item.plan.side != "server"))
        try:
            added = negotiation.keep(call, subject)
        except Withheld as reason:
            mover.change, mover.withheld = None, mover.withheld or reason
            continue
        if mover.change is not None:
            _join(mover.change, added)


def _keep_old_subprotocols(item: Planned, subject: Subject) -> None:
    """The same for calls that only the legacy implementation can have been meant by."""
    if item.change is None or item.finding.level is not Level.ERROR:
        return
    for call in negotiation.concerned(item.plan, subject):
        # The call fails today: what else is wrong with it is changed in any case.
        with suppress(Withheld):
            _join(item.change, negotiation.keep(call, subject))


def _join(change: Change, added: Change) -> None:
    change.edits[:0] = added.edits
    change.last += added.last


def _complete(unit: Unit, subject: Subject) -> None:
    """All or nothing: one that cannot be changed holds back the others."""
    if not unit.members:
        return
    if _remaining(unit, subject):
        unit.withhold(Withheld(
            Reason.BELOW_MINIMUM,
            f"'connect' and 'serve' of the package are legacy below websockets {SWITCHED_IN}, "
            "which the project supports"))
        return
    blockers = [item for item in unit.members if item.change is None]
    if not blockers:
        return
    reasons = {item.withheld.reason for item in blockers if item.withheld}
    if reasons <= {Reason.UNSAFE}:
        unit.withhold(Withheld(Reason.UNSAFE))
        return
    unit.withhold(Withheld(
        Reason.PARTIAL_FILE, "belongs together with what cannot be fixed", [
            item.finding for item in blockers
            if not item.withheld or item.withheld.reason is not Reason.UNSAFE]))


def _remaining(unit: Unit, subject: Subject) -> bool:
    """Whether names of the package stay that some supported releases have as legacy objects."""
    if subject.supported.guarantees(SWITCHED_IN):
        return False
    moved = {item.plan.event for item in unit.members
             if isinstance(item.plan, ReplaceName) and item.plan.path in SWITCHED}
    sides = {item.plan.side for item in unit.members}
    model = subject.model
    starred = any(item.star for item in model.imported_names)
    return any(
        path in SWITCHED and event not in moved and ("" in sides or side_of(path) in sides)
        for event, paths, bound in (
            *((item, (item.path,), ()) for item in model.imported_names),
            *((item, item.paths, item.bound) for item in model.references),
        )
        for path in (".".join(path.split(".")[:2]) for path in paths)
        if starred or path not in bound)  # else the import or the alias counts


def edits_of(chosen: Iterable[Unit], subject: Subject) -> list[Edit]:
    """The edits of some units. Raises ``Withheld`` if they cannot be made together."""
    changes = [change for unit in chosen for change in unit.changes]
    gone = [stretch for change in changes for stretch in change.gone]
    edits = [edit for change in changes for edit in change.edits
             if not any(start <= edit.start < edit.end <= end for start, end in gone)
             or not edit.text]
    edits += [edit for change in changes for edit in change.last]
    edits += _list_edits(changes, subject)
    edits += import_edits(changes, subject)
    try:
        return ordered(without_doubles(ordered(edits), subject))
    except Overlap as overlap:
        raise Withheld(Reason.OVERLAP) from overlap


def _list_edits(changes: Iterable[Change], subject: Subject) -> Iterable[Edit]:
    """What several changes take out of the same lists, and add to them."""
    removed: dict[tuple[int, int], tuple[Elements, set[int]]] = {}
    appended: dict[tuple[int, int], tuple[Elements, dict[str, None]]] = {}
    for change in changes:
        for elements, index in change.removed:
            removed.setdefault((elements.start, elements.end), (elements, set()))[1].add(index)
        for elements, text in change.appended:
            appended.setdefault((elements.start, elements.end), (elements, {}))[1][text] = None
    for elements, indexes in removed.values():
        yield from lists.remove(subject.document, elements, indexes)
    for elements, texts in appended.values():
        width = lists.WIDTH if len(texts) > 1 else None
        yield lists.append(subject.document, elements, texts, width)


def compatible(candidates: Sequence[Unit], subject: Subject) -> list[Edit]:
    """The edits of as many units as go together; the others are withheld."""
    try:
        return edits_of(candidates, subject)
    except Withheld:
        pass
    chosen: list[Unit] = []
    edits: list[Edit] = []
    for unit in candidates:
        try:
            edits = edits_of([*chosen, unit], subject)
        except Withheld as reason:
            unit.withhold(reason)
        else:
            chosen.append(unit)
    return edits
