"""The reference of the API as a page: what the OpenAPI document says, nothing from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.service.headers import page_policy
from api.service.rendering import page
from data.text import Language, Text

_WORDS = {
    "title": Text("圈勘接口说明", "Quankan: reference of the API"),
    "intro": Text(
        "由 /openapi.json 生成；地址都相对于本服务。", "Made from /openapi.json; paths are of here."
    ),
    "parameters": Text("参数", "Parameters"),
    "body": Text("请求体", "Body"),
    "answers": Text("答复", "Answers"),
    "schemas": Text("数据结构", "Schemas"),
    "required": Text("必填", "required"),
    "where": Text("位置", "in"),
    "name": Text("名称", "name"),
    "type": Text("类型", "type"),
    "meaning": Text("含义", "meaning"),
    "example": Text("示例", "Example"),
}
_METHODS = ("get", "post", "put", "patch", "delete")
_OTHER = "other"
_REF = "#/components/schemas/"
# How deep a type is spelled out before it is called by its kind alone.
_DEEPEST = 4
_BOUNDS = ("minimum", "exclusiveMinimum", "maximum", "minLength", "maxLength", "format")


@dataclass(frozen=True)
class Row:
    """A parameter of an operation, or a property of a schema."""

    name: str
    where: str
    type: str
    required: bool
    meaning: str


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked.

    Attributes:
        anchor: Where it stands on the page.
        method, path: How it is asked.
        says: What it does.
        parameters: What goes into its path, its address or its headers.
        body: The type of what is sent with it; empty for nothing.
        example: Such a body; empty for none.
        answers: Status, what it means, and the types of what is sent.
    """

    anchor: str
    method: str
    path: str
    says: str
    parameters: tuple[Row, ...]
    body: str
    example: str
    answers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Schema:
    """One named structure."""

    name: str
    says: str
    type: str
    properties: tuple[Row, ...]


def reference_page(document: Mapping[str, Any], language: Language) -> tuple[str, str]:
    """The page, and the Content-Security-Policy with which it is sent.

    Args:
        document: The OpenAPI document.
        language: Of the words around it; descriptions are in both.
    """
    html = page(
        "reference.html",
        language=language.value,
        words={name: text.in_(language) for name, text in _WORDS.items()},
        version=document["info"]["version"],
        groups=operations_by_tag(document),
        schemas=tuple(_schemas(document)),
    )
    return html, page_policy(html)


def operations_by_tag(document: Mapping[str, Any]) -> dict[str, list[Operation]]:
    """Every operation of the document under its first tag, in the order of the document."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method in _METHODS:
            if method in methods:
                said = methods[method]
                tag = said.get("tags", [_OTHER])[0]
                groups.setdefault(tag, []).append(_operation(path, method, said))
    return groups


def _operation(path: str, method: str, said: Mapping[str, Any]) -> Operation:
    content = said.get("requestBody", {}).get("content", {})
    sent: Mapping[str, Any] = next(iter(content.values()), {})
    example = sent.get("example") or next(
        (each.get("value") for each in sent.get("examples", {}).values()), None
    )
    return Operation(
        anchor=said.get("operationId", f"{method}-{path}"),
        method=method.upper(),
        path=path,
        says=said.get("description") or said.get("summary", ""),
        parameters=tuple(map(_parameter, said.get("parameters", ()))),
        body=type_name(sent.get("schema", {})) if content else "",
        example="" if example is None else json.dumps(example, ensure_ascii=False, indent=2),
        answers=tuple(_answers(said.get("responses", {}))),
    )


def _answers(responses: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for status, answer in responses.items():
        content = answer.get("content", {})
        types = [
            f"{media} {type_name(each['schema'])}" if each.get("schema") else media
            for media, each in content.items()
        ]
        yield status, answer.get("description", ""), "; ".join(types)


def _parameter(said: Mapping[str, Any]) -> Row:
    return Row(
        name=said["name"],
        where=said["in"],
        type=type_name(said.get("schema", {})),
        required=said.get("required", False),
        meaning=said.get("description", ""),
    )


def _schemas(document: Mapping[str, Any]) -> Iterator[Schema]:
    for name, said in document.get("components", {}).get("schemas", {}).items():
        required = said.get("required", ())
        yield Schema(
            name=name,
            says=said.get("description", ""),
            type=type_name({**said, "title": ""}),
            properties=tuple(
                Row(
                    name=each,
                    where="",
                    type=type_name(prop),
                    required=each in required,
                    meaning=prop.get("description", ""),
                )
                for each, prop in said.get("properties", {}).items()
            ),
        )


def type_name(schema: Mapping[str, Any], depth: int = 0) -> str:
    """A schema in few words: `string | null`, `array of Site`, `"a" | "b"`."""
    if depth > _DEEPEST:
        return str(schema.get("type", "…"))
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REF)
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return " | ".join(json.dumps(each, ensure_ascii=False) for each in schema["enum"])
    either = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if either:
        return " | ".join(dict.fromkeys(type_name(each, depth + 1) for each in either))
    if schema.get("type") == "array":
        return f"array of {type_name(schema.get('items', {}), depth + 1)}"
    named = schema.get("type", "any")
    kind = " | ".join(named) if isinstance(named, list) else str(named)
    bounds = ", ".join(f"{name} {schema[name]}" for name in _BOUNDS if name in schema)
    return f"{kind} ({bounds})" if bounds else kind
