"""The hash of a rule as it stands: its text, its numbers, and who set them."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AnySet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from data.rulepacks.book import StandingRule


def rule_hashes(rules: Iterable[StandingRule]) -> dict[str, str]:
    """Rule id to hash of all that is said of it, sorted by id."""
    return dict(sorted((each.rule.id, _hash(each)) for each in rules))


def _hash(rule: StandingRule) -> str:
    text = json.dumps(_plain(rule), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> Any:  # noqa: ANN401  # JSON
    """Anything a rule is made of as JSON, the kinds of its records with it."""
    if isinstance(value, BaseModel):
        return _record(value, dict(value))
    if is_dataclass(value):
        return _record(value, {field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, AnySet):
        return sorted(json.dumps(_plain(each), ensure_ascii=False) for each in value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return _plain(value.value)
    return value.isoformat() if isinstance(value, date) else value


def _record(value: object, parts: Mapping[str, object]) -> dict[str, Any]:
    return {"": type(value).__name__, **{name: _plain(each) for name, each in parts.items()}}
