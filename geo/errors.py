"""What can be wrong with a question, as one small tree.

QuankanError
└── GeoError
    ├── QuestionError        a parameter of the question makes no sense
    ├── UnknownPlaceError    the question names a place the district does not have
    ├── UnknownMatterError   the question names a matter or bundle the district does not have
    ├── SiteOutsideError     the site lies outside the district
    └── ScenarioError        a change cannot be made to this district
"""

from data.errors import QuankanError


class GeoError(QuankanError):
    """Something is wrong with what was asked."""


class QuestionError(GeoError, ValueError):
    """A parameter of the question makes no sense."""


class UnknownPlaceError(GeoError, LookupError):
    """The question names a place that the district does not have."""


class UnknownMatterError(GeoError, LookupError):
    """The question names a matter or a bundle that the district does not have."""


class SiteOutsideError(GeoError, ValueError):
    """The site lies outside the district."""


class ScenarioError(GeoError, ValueError):
    """A change cannot be made to this district."""
