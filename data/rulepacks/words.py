"""Sentences of packs in Chinese and English, as pydantic reads them."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from data.text import Text

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class Sentence(BaseModel):
    """The same sentence in Chinese and English."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    zh: Words
    en: Words

    @property
    def text(self) -> Text:
        """As the rest of the product holds sentences."""
        return Text(self.zh, self.en)
