"""Why an answer about a site is not simply yes or no."""

from enum import IntEnum


class Reason(IntEnum):
    """Why an answer is not simply yes or no, or what a no rests on."""

    NONE = 0
    MEASURED = 1  # the value speaks for itself
    WITHIN_ERROR = 2  # a value within its error of the threshold
    MAY_COUNT = 3  # the feature may or may not be one that counts
    LAYER_MISSING = 4
    NOT_DECLARED = 5
    STALE = 6
    FRESHNESS_UNDECLARED = 7
    ROWS_LOST = 8
    NOT_COMPLETE_HERE = 9
    NUMBER_MISSING = 10  # no locality has set the number
    FACT_MISSING = 11
    ONLY_DECLARED = 12  # a fact that wants a document
    CONTRADICTED = 13  # a layer says otherwise
    PERSON_MUST_LOOK = 14
    DOCUMENT_MISSING = 15
    NOTHING_THERE = 16  # no building or land use found where the site is
    ATTRIBUTE_MISSING = 17  # the feature is there, what is asked of it is null
    STREETS_INCOMPLETE = 18
    NOT_JOINED = 19  # site or gate cannot be joined to the streets
    AMBIGUOUS_CODE = 20  # a code that stands for several
    NEEDS_PARCEL = 21  # the question is about a shape, the site is a point
