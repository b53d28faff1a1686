"""Who may send a district, and the job that takes it in."""

from api.districts.etags import matches
from api.districts.taking_in import Intake
from api.people.access import Deed, OpenTo, require, require_account
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.errors import AbsentError
from api.people.waiting_room import require_room
from api.service.errors import PreconditionFailedError
from api.service.service import Service
from api.store.accounts import hold_account
from api.store.districts import find_district
from api.store.jobs import Ordered, add_job
from data.declarations import Visibility
from data.text import Text

KIND = "import"


def wanted_intake(
    service: Service,
    caller: Caller,
    district_id: str,
    check_only: bool,
    note: str,
    if_match: str | None,
) -> Intake:
    """What a caller asks for with an upload, before a byte of it is taken.

    Args:
        service: The service.
        caller: Who is asking; a district that is not there yet needs an administrator.
        district_id: The district.
        check_only: Whether it is only to be checked.
        note: Why it is made.
        if_match: `If-Match` of the request; None where it has none.

    Raises:
        AbsentError: There is no such district, or none that the caller may know of.
        SignInError: Nobody has signed in, and somebody might.
        ForbiddenError: The caller may not replace it.
        PreconditionFailedError: Another version stands than the one named.
        TooManyError: Too many uploads of the account wait.
    """
    with service.store.reading() as connection:
        known = find_district(connection, district_id)
        if known is None and not caller.admin:
            raise AbsentError.of(Text("区县", "district"), district_id)
        if known is not None:
            require(caller, Deed.REPLACE, OpenTo(known.id, known.anonymous))
        by = require_account(caller, Deed.REPLACE.value)
        require_room(connection, by, KIND, Action.UPLOAD)
    stands = None if known is None else known.version_id
    if if_match is not None and not matches(if_match, stands):
        raise PreconditionFailedError.of(if_match)
    return Intake(district_id, stands, check_only, note, by, caller.address)


def order_intake(service: Service, caller: Caller, job_id: str, intake: Intake, size: int) -> None:
    """Let the job wait whose upload is safe on the disk.

    Raises:
        TooManyError: Others of the account were sent meanwhile, and too many wait now.
    """
    now = service.now()
    with service.store.writing() as connection:
        hold_account(connection, intake.by)
        require_room(connection, intake.by, KIND, Action.UPLOAD)
        known = find_district(connection, intake.district_id)
        ordered = Ordered(
            id=job_id,
            kind=KIND,
            district_id=None if known is None else known.id,
            owner_id=caller.account_id,
            level=Visibility.RESTRICTED.value,
            task=intake.document(),
            created_at=now,
        )
        add_job(connection, ordered)
        audited(
            connection, caller, now, Action.UPLOAD, job_id,
            district_id=intake.district_id, version_id=intake.instead_of,
            bytes=size, check_only=intake.check_only,
        )  # fmt: skip
