"""A batch whose table is sent as a file: what is asked of it stands in the address."""

from dataclasses import dataclass
from datetime import date

from api.answering.asked_of import AskedOf
from api.answering.asking import asked_of
from api.answering.batch import KIND
from api.answering.question import Question
from api.answering.sent_table import SentTable
from api.answering.siting import day_of, resolved, siting_asked
from api.answering.warm import Warm
from api.people.access import require_account
from api.people.caller import Caller
from api.people.waiting_room import require_room
from api.service.service import Service
from data.sites.coordinates import site_datum
from data.sites.facts import read_facts
from data.text import Language


@dataclass(frozen=True)
class SentBatch:
    """What is asked of a table; as the options of `quankan survey --sites`, for blank cells.

    Attributes:
        district: The district.
        business: Business type, permit words or an everyday word.
        undertaking: Kind of undertaking.
        facts: Facts as `name=value` with commas between.
        on: The day whose rules hold.
        datum: Datum of the coordinates.
        site_is: What the sites are: door, building, parcel.
        site_error_m: Their position error.
        language: Of the words about rows.
    """

    district: str
    business: str | None = None
    undertaking: str = "rent"
    facts: str | None = None
    on: str | None = None
    datum: str | None = None
    site_is: str | None = None
    site_error_m: float | None = None
    language: Language | None = None


def may_send(service: Service, caller: Caller, district_id: str) -> AskedOf:
    """What a table is asked of, before a byte of it is taken.

    Raises:
        AbsentError: There is no such district, or none the caller may know of.
        SignInError: Nobody has signed in, and somebody might.
        ForbiddenError: The caller may not survey many sites there.
        TooManyError: Too many batches of the account wait.
    """
    of = asked_of(service, caller, district_id, KIND)
    with service.store.reading() as connection:
        require_room(connection, require_account(caller, KIND), KIND, KIND)
    return of


def resolve_sent(
    of: AskedOf, asked: SentBatch, warm: Warm, today: date, table: SentTable | None = None
) -> Question:
    """The question that is asked of a table; without one, to see whether it makes sense.

    Raises:
        SiteError: The business, the undertaking, the day, the datum or a fact makes no sense.
    """
    stands = warm.standing(of, day_of(asked.on, today))
    if asked.datum is not None:
        site_datum(asked.datum, "datum")
    facts = read_facts(asked.facts, stands.vocabulary, "facts")
    said = {
        **resolved(of, stands, asked.business, asked.undertaking, facts),
        "datum": asked.datum,
        "site_is": asked.site_is,
        "site_error_m": asked.site_error_m,
        "table": None if table is None else table.document(),
    }
    return siting_asked(KIND, of, asked.language, said, stands.book.packs)
