"""What a change of a scenario may say: the tables of a scenario file, as components."""

from typing import Any

from pydantic.json_schema import models_json_schema

from data.scenario.tables import TABLE_OF_KIND

_HERE = "#/components/schemas/"
_NAME = "ScenarioChange"
_BODIES = ("CoverageWithScenario", "WhatIfBody")


def add_changes(schemas: dict[str, Any]) -> None:
    """Put the changes among the components, and say in bodies that they are these."""
    tables = dict.fromkeys(TABLE_OF_KIND.values())
    _, found = models_json_schema(
        [(table, "validation") for table in tables], ref_template=_HERE + "{model}"
    )
    schemas.update(found["$defs"])
    schemas[_NAME] = {
        "description": "一项变更，写法同情景文件 A change, as a [[change]] of a scenario file",
        "oneOf": [{"$ref": _HERE + table.__name__} for table in tables],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {kind: _HERE + table.__name__ for kind, table in TABLE_OF_KIND.items()},
        },
    }
    for name in _BODIES:
        _lists(schemas[name]["properties"]["change"])["items"] = {"$ref": _HERE + _NAME}


def _lists(schema: dict[str, Any]) -> dict[str, Any]:
    """The part of a schema that is a list."""
    parts: list[dict[str, Any]] = schema.get("anyOf", [schema])
    (found,) = (part for part in parts if part.get("type") == "array")
    return found
