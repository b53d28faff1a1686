"""What a check asks, in a sentence that an official reads.

It says what the record says and no more; how an answer comes about is told in `geo.checks`.
"""

from collections.abc import Iterable

from data.rulepacks.check_phrases import Entries
from data.rulepacks.checks import AllOf, AnyOf, Check, Not
from data.rulepacks.premises_in_words import PREMISES_SENTENCES
from data.rulepacks.spatial_in_words import SPATIAL_SENTENCES
from data.rulepacks.vocabulary import Vocabulary
from data.text import Text

_SENTENCES = {**SPATIAL_SENTENCES, **PREMISES_SENTENCES}


def in_words(check: Check, entries: Entries, vocabulary: Vocabulary) -> Text:
    """What a check asks.

    Args:
        check: The check, as a pack writes it or as it stands.
        entries: The rule's `numbers` and `methods`, to which it may leave numbers.
        vocabulary: The words.
    """
    match check:
        case AllOf():
            parts = [in_words(part, entries, vocabulary) for part in check.of]
            return _bracketed(parts, Text("须全部符合：", "all of: "), Text("并且", "and"))
        case AnyOf():
            parts = [in_words(part, entries, vocabulary) for part in check.of]
            return _bracketed(parts, Text("符合任一项即可：", "one of: "), Text("或者", "or"))
        case Not():
            asked = in_words(check.of, entries, vocabulary)
            return Text(f"并非〔{asked.zh}〕", f"not [{asked.en}]")
        case _:
            return _SENTENCES[check.check](check, entries, vocabulary)


def _bracketed(parts: Iterable[Text], begin: Text, between: Text) -> Text:
    every = list(parts)
    return Text(
        begin.zh + between.zh.join(f"〔{part.zh}〕" for part in every),
        begin.en + f" {between.en} ".join(f"[{part.en}]" for part in every),
    )
