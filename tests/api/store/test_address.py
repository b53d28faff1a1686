import ssl

import pytest

from api.store.address import read_address
from api.store.engine import open_store
from api.store.errors import StoreUrlError

NOT_OURS = [
    "", "nonsense", "sqlite://", "sqlite:///:memory:", "sqlite:///a.db?mode=ro", "mysql://h/n",
    "postgresql+psycopg://h/n", "postgresql://h", "postgresql://h/n?options=-cfsync=off",
    "postgresql://h/n?sslmode=maybe", "postgresql://h/n?sslrootcert=a.pem",
    "postgresql://h/n?sslmode=verify-full&sslrootcert=/no/such.pem",
]  # fmt: skip


@pytest.mark.parametrize("given", NOT_OURS)
def test_an_address_of_something_else_is_refused(given):
    with pytest.raises(StoreUrlError, match="QUANKAN_STORE"):
        open_store(given)


def test_no_password_is_told():
    with pytest.raises(StoreUrlError) as refused:
        read_address("postgresql://user:geheim@h/n?sslmode=maybe")
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+pg8000"])
def test_postgresql_goes_by_several_names(scheme):
    address, _ = read_address(f"{scheme}://user@host:6432/name")
    assert str(address) == "postgresql+pg8000://user@host:6432/name"


@pytest.mark.parametrize(("mode", "context"), [("disable", False), ("prefer", None)])
def test_the_server_need_not_encrypt(mode, context):
    assert read_address(f"postgresql://h/n?sslmode={mode}")[1] == {"ssl_context": context}


@pytest.mark.parametrize(
    ("mode", "verified"), [("require", ssl.CERT_NONE), ("verify-full", ssl.CERT_REQUIRED)]
)
def test_the_server_has_to_encrypt(mode, verified):
    context = read_address(f"postgresql://h/n?sslmode={mode}")[1]["ssl_context"]
    assert (context.verify_mode, context.check_hostname) == (
        verified,
        verified == ssl.CERT_REQUIRED,
    )


def test_a_server_is_reached_by_its_socket(postgres):
    at = f"postgresql://quankan@:{postgres.port}/postgres?host={postgres.folder.as_posix()}"
    store = open_store(at)
    with store.reading() as connection:
        address = connection.exec_driver_sql("SELECT inet_server_addr()").scalar()
    store.close()
    assert address is None
