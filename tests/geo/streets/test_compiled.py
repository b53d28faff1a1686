"""Compiling works wherever the product lies, also where nothing can be kept on disk."""

import subprocess
import sys
from pathlib import Path

import pytest
from numba.core import caching

from geo.streets import kernel
from geo.streets.compiled import INT, compiled

ROOT = Path(__file__).parents[3]


def double(number):
    return 2 * number


def test_what_is_compiled_is_kept_on_disk():
    assert compiled(INT)(double).stats.cache_path


def test_where_no_folder_can_be_written_the_answer_is_the_same(monkeypatch):
    monkeypatch.setattr(caching.CacheImpl, "_locator_classes", [])
    made = compiled(INT)(double)
    assert made.stats.cache_path is None
    assert made(21) == 42


def test_a_full_disk_costs_time_only(monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(caching.IndexDataCacheFile, "save", full)
    assert compiled(INT)(double)(21) == 42


@pytest.mark.parametrize("search", [kernel.reach_some, kernel.sweep])
def test_every_search_is_compiled_once(search):
    assert len(search.signatures) == 1


def test_numba_is_loaded_when_streets_are_searched_not_before():
    code = (
        "import sys, geo.streets.search, geo.streets.reached, geo.streets.network;"
        "print('numba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "False", done.stderr
