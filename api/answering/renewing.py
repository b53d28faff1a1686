"""Another verification link for a survey, for its owner: the one before was lost, or got about."""

from api.answering.reading import readable_result
from api.answering.survey import KIND
from api.people.access import owns, require_account
from api.people.audited import Action, audited
from api.people.caller import Caller
from api.people.errors import ForbiddenError
from api.service.service import Service
from api.store.results import renew_code
from api.store.secret_hash import new_secret, secret_hash


def renewed_code(service: Service, caller: Caller, survey_id: str) -> str:
    """A new code for the verification link of a survey; the code before leads nowhere from then on.

    The store keeps its hash only, so no code can be told a second time.

    Raises:
        SignInError: Nobody has signed in: a survey of nobody in particular has no owner.
        AbsentError: There is no such survey, or none that the caller may know of.
        ForbiddenError: It is somebody else's.
    """
    deed = Action.VERIFICATION_RENEWED
    code = new_secret()
    with service.store.writing() as connection:
        result = readable_result(connection, caller, KIND, survey_id)
        require_account(caller, deed)
        if not owns(caller, result.owner_id):
            raise ForbiddenError.of(deed)
        renew_code(connection, result.id, secret_hash(code))
        audited(
            connection, caller, service.now(), deed, result.id,
            district_id=result.district_id, version_id=result.version_id,
        )  # fmt: skip
    return code
