"""An import contract: a room is entered by its door only, which has at most ten names."""

import ast
from pathlib import Path
from typing import Any, ClassVar

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

MOST_NAMES = 10


class DoorContract(Contract):
    """Modules of other rooms import a room itself, or a module that the room's `__all__` names."""

    type_name: ClassVar[str] = "doors"
    root: Any = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        """Collect imports past a door, and doors that are too wide."""
        doors = {room: _names(room) for room in graph.find_children(self.root)}
        past = []
        for importer in sorted(graph.modules):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                room, names = _room(imported, self.root), imported.split(".")[2:]
                if (
                    len(names) > 0
                    and room != _room(importer, self.root)
                    and not _is_public(names, doors[room])
                ):
                    past.append(f"{importer} imports {imported}")
        wide = [f"{room} has {len(names)} names" for room, names in doors.items() if len(names) > MOST_NAMES]
        return ContractCheck(kept=not past and not wide, metadata={"broken": past + wide})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line for each."""
        for line in check.metadata["broken"]:
            output.print_error(line)


def _room(module: str, root: str) -> str:
    return ".".join(module.split(".")[: root.count(".") + 2])


def _is_public(names: list[str], door: list[str]) -> bool:
    return len(names) == 1 and names[0] in door


def _names(room: str) -> list[str]:
    """Read `__all__` of a room without importing it; a module next to the rooms has none."""
    path = Path(*room.split("."), "__init__.py")
    if not path.exists():
        return []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            found: list[str] = ast.literal_eval(node.value)
            return found
    return []
