"""The demo district's coverage in a service: asked for like any other, so that there is one."""

from datetime import date

from api.answering.as_it_was import of_version
from api.answering.asking import ask
from api.answering.coverage import KIND, CoverageWithScenario, resolve
from api.people.caller import Caller, Role
from api.service.demo_district import DEMO
from api.service.service import Service
from api.store.accounts import Account, add_account, find_account
from api.store.districts import find_district, standing_version
from api.store.memberships import Membership, grant
from api.store.results import Wanted, list_results
from data.declarations import Visibility
from data.text import Text

# Whose the coverage is. It has no password: nobody signs in as such.
ACCOUNT = "acc-demo"
_NAME = Text("示范区规划人员", "planner of the demo")


def ask_demo_coverage(service: Service, today: date) -> None:
    """Let a job work out the coverage of the demo district, unless it has one that stands.

    Args:
        service: The service, with the demo district in it.
        today: The week near which hours are looked at.

    Raises:
        StoreError: The store does not answer.
        QuankanError: The district cannot be opened.
    """
    with service.store.reading() as connection:
        known = find_district(connection, DEMO)
        version = standing_version(connection, DEMO)
        wanted = Wanted(kind=KIND, districts=frozenset({DEMO}), owner_id=ACCOUNT)
        last = list_results(connection, wanted, limit=1)
    if known is None or version is None or any(each.version_id == version.id for each in last):
        return
    _know_planner(service)
    of = of_version(service, known, version, Visibility.INTERNAL, small_counts=True)
    # As `quankan demo` asks it.
    asked = CoverageWithScenario.model_validate({"group": "all", "matter": "all", "week": True})
    question = resolve(of, asked, service.warm, today)
    ask(service, Caller("", ACCOUNT), of, question)


def _know_planner(service: Service) -> None:
    with service.store.writing() as connection:
        if find_account(connection, ACCOUNT) is None:
            add_account(connection, _planner(service))
            grant(connection, Membership(ACCOUNT, DEMO, Role.PLANNER.value, restricted=False))


def _planner(service: Service) -> Account:
    return Account(
        id=ACCOUNT,
        login="demo-planner",
        name=_NAME.zh,
        password=None,
        subject=None,
        admin=False,
        disabled=False,
        created_at=service.now(),
    )
