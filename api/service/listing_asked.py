"""The parameters of lists of results."""

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query

from api.answering.bodies import DistrictId, Line
from api.answering.reading import Listed
from api.service.moments_asked import require_moments
from api.service.paging import Page, page_asked

PageAsked = Annotated[Page, Depends(page_asked)]


def list_asked(
    district: Annotated[DistrictId | None, Query(description="区县 Of this district")] = None,
    verdict: Annotated[Line | None, Query(description="结论 With this verdict")] = None,
    business: Annotated[Line | None, Query(description="业态 Of this business type")] = None,
    since: Annotated[datetime | None, Query(description="起 Issued then or later")] = None,
    until: Annotated[datetime | None, Query(description="止 Issued before then")] = None,
    mine: Annotated[bool, Query(description="只列本人的 Only one's own")] = False,
) -> Listed:
    """Which results are asked for.

    Raises:
        RequestError: A moment has no zone, or is of no year in use.
    """
    require_moments(since=since, until=until)
    return Listed(district, verdict, business, since, until, mine)


ListAsked = Annotated[Listed, Depends(list_asked)]
