"""One service a home, whatever its port; who crashes does not keep the next one out."""

import subprocess
import sys
from pathlib import Path

import pytest

from api.districts.home import make_home
from api.districts.home_lock import HomeInUseError, alone_in
from api.service.start import opened
from api.settings import ServiceSettings, Settings
from api.work.process import Terms

ROOT = Path(__file__).parents[3]
HOLDING = """
import sys
from pathlib import Path
from api.districts.home import make_home
from api.districts.home_lock import alone_in
with alone_in(make_home(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def terms(tmp_path):
    return Terms(Settings(), ServiceSettings(home=tmp_path / "home"))


def test_a_second_service_is_refused_and_touches_nothing(terms):
    with opened(terms) as service:
        upload = service.home.scratch / "being received"
        kept = service.home.district_file("0" * 64)
        for path in (upload, kept):
            path.write_text("x", "utf-8")
        with pytest.raises(HomeInUseError, match="--home"), opened(terms):
            pass
        assert upload.exists() and kept.exists()


def test_who_comes_when_the_first_has_gone_is_let_in(terms):
    for _ in range(2):
        with opened(terms):
            pass


def test_a_crash_leaves_no_lock(tmp_path):
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(HomeInUseError), alone_in(make_home(tmp_path)):
            pass
        other.kill()
        other.wait()
    with alone_in(make_home(tmp_path)):
        pass
