"""Verifying a survey by the code in its link: whether it stands, never what was asked."""

from dataclasses import dataclass

from api.answering.as_it_was import as_it_stands
from api.answering.standing import Standing, standing
from api.people.errors import AbsentError
from api.service.service import Service
from api.store.districts import District, find_district
from api.store.results import Result, find_verified
from data.declarations import Visibility
from data.rulepacks.vocabulary import BusinessType
from data.rulepacks.vocabulary_file import read_vocabulary
from data.text import Text

STANDS = Text("有效", "It stands")
EXPIRED = Text("已失效,请重新预勘", "It no longer stands: please survey anew")


@dataclass(frozen=True)
class Verified:
    """A survey as anybody with its link sees it.

    Attributes:
        result: The survey; its site, facts and owner are not for the page.
        district: Its district.
        business: What was asked about.
        standing: Whether it stands.
    """

    result: Result
    district: District
    business: BusinessType | None
    standing: Standing

    @property
    def words(self) -> Text:
        """Whether it stands, in words."""
        return STANDS if self.standing.stands else EXPIRED


def verified(service: Service, code: str) -> Verified:
    """The survey that a verification link names.

    Raises:
        AbsentError: There is none.
    """
    with service.store.reading() as connection:
        result = find_verified(connection, code)
        known = None if result is None else find_district(connection, result.district_id)
    if result is None or known is None:
        raise AbsentError.of(Text("核验码", "verification code"), code[:6])
    of = as_it_stands(service, known.id, Visibility(result.level))
    stands = standing(result, of, service.warm, service.now())
    business = read_vocabulary().types.get(result.business or "")
    return Verified(result, known, business, stands)
