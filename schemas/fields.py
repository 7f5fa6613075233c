"""What each field of an event means: the string below it in its class.

Python drops these strings; they are read from the source, which the package carries.
"""

import ast
import inspect
from functools import cache

import msgspec


@cache
def explanations(event_type: type[msgspec.Struct]) -> dict[str, str]:
    """By the field's name in JSON, inherited fields included; a field without one is left out."""
    found: dict[str, str] = {}
    for base in reversed(event_type.__mro__):
        if base is not msgspec.Struct and issubclass(base, msgspec.Struct):
            found |= _own(base)
    names = {field.name: field.encode_name for field in msgspec.structs.fields(event_type)}
    return {names[name]: text for name, text in found.items()}


def _own(event_type: type[msgspec.Struct]) -> dict[str, str]:
    (definition,) = ast.parse(inspect.getsource(event_type)).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for statement, below in zip(definition.body, definition.body[1:], strict=False):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            text = inspect.cleandoc(str(below.value.value))
            found[statement.target.id] = " ".join(text.split())
    return found
