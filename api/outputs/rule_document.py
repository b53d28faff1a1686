"""A rule as JSON: what it says, and who set which of its numbers."""

from typing import Any

from data.rulepacks.book import StandingRule
from data.rulepacks.difference import said


def rule_document(rule: StandingRule) -> dict[str, Any]:
    """A rule in force as plain values."""
    return {
        **said(rule),
        "set_by": {
            name: {
                "pack": by.pack,
                "level": by.level,
                "article": by.article.model_dump(mode="json", exclude_none=True),
                "made_up": by.made_up,
                "allowed_by": by.allowed_by,
            }
            for name, by in rule.set_by.items()
        },
    }
