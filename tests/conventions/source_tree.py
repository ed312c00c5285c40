"""The source of the package as syntax trees, for tests of its conventions."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "pcf"


@cache
def modules():
    """Return the tree of every module by its path from the repository's root."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def floats_of(tree):
    """Yield name and line of every field and public function's parameter that is a float."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for entry in node.body:
                if isinstance(entry, ast.AnnAssign) and is_float(entry.annotation):
                    yield entry.target.id, entry.lineno
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            arguments = node.args
            for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                if argument.annotation is not None and is_float(argument.annotation):
                    yield argument.arg, argument.lineno


def is_float(annotation):
    return ast.unparse(annotation) in ("float", "float | None", "None | float")


def docstring_gaps(path, tree):
    """Yield public functions, classes and methods, and modules, without a docstring."""
    if ast.get_docstring(tree) is None:
        yield path
    scopes = [(tree, "")]
    while scopes:
        scope, prefix = scopes.pop()
        for node in scope.body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if ast.get_docstring(node) is None:
                yield f"{path}: {prefix}{node.name}"
            if isinstance(node, ast.ClassDef):
                scopes.append((node, f"{node.name}."))
