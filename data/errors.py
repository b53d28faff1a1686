"""What can go wrong with a district, as one small tree.

    QuankanError
    └── DataError
        ├── SourceError          a raw file is not what the recipe or its name says
        ├── RecipeError          a recipe cannot be followed
        ├── ScenarioFileError    a scenario cannot be read as written
        ├── RulePackError        a rule pack cannot be read, or does not fit those it is stacked on
        ├── SiteError            a site, a fact or a business type cannot be used as given
        ├── DistrictError        a district lacks something, or holds something impossible
        └── WriteError           a result could not be written; what was there before is untouched

Every error is one message: which file, which row or field, what was found, what is expected,
in Chinese and in English.
"""

from data.text import Language, Text


class QuankanError(Exception):
    """The root of all errors that Quankan raises on purpose.

    Attributes:
        file: The file, layer or command option that the error is about.
        at: The row or field in it; empty when the whole is meant.
        found: What was found there.
        expected: What would have been right.
    """

    def __init__(self, file: object, found: Text, expected: Text, at: object = "") -> None:
        super().__init__(file, found, expected, at)
        self.file = str(file)
        self.at = str(at)
        self.found = found
        self.expected = expected

    def text(self, language: Language) -> str:
        """The message in `language`, one sentence for what was found, one for what is expected."""
        where = f"{self.file} [{self.at}]" if self.at else self.file
        found, expected = self.found.in_(language), self.expected.in_(language)
        if language is Language.ZH:
            return f"{where}：{found}。要求：{expected}。"
        return f"{where}: {found}. Expected: {expected}."

    def __str__(self) -> str:
        return self.text(Language.EN)


class DataError(QuankanError):
    """Something is wrong with data that was given to us."""


class SourceError(DataError, ValueError):
    """A raw file is not what the recipe, or its own name, says it is."""


class RecipeError(DataError, ValueError):
    """A recipe cannot be followed as written."""


class ScenarioFileError(DataError, ValueError):
    """A scenario cannot be read as written."""


class RulePackError(DataError, ValueError):
    """A rule pack cannot be read as written, or does not fit the packs it is stacked on."""


class SiteError(DataError, ValueError):
    """A site, or what is said of its undertaking, cannot be used as it was given."""


class DistrictError(DataError, ValueError):
    """A district lacks something that the question needs, or holds something impossible."""


class WriteError(DataError):
    """A result could not be written. What stood there before is still there."""
