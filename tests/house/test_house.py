"""The house stays a house: short files, short functions, one direction, nothing loose."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("data", "geo", "maps", "api")
FILES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
MAX_FILE_LINES, MAX_FUNCTION_LINES = 350, 50


def functions(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function):
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = first.end_lineno - first.lineno + 1 if documented else 0
    return function.end_lineno - function.lineno + 1 - docstring


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(ROOT)))
def test_no_file_and_no_function_outgrows_its_idea(file):
    assert len(file.read_text("utf-8").splitlines()) <= MAX_FILE_LINES
    long = {f.name: body_lines(f) for f in functions(file) if body_lines(f) > MAX_FUNCTION_LINES}
    assert not long


def test_every_module_says_what_it_is_for():
    silent = [str(f) for f in FILES if not ast.get_docstring(ast.parse(f.read_text("utf-8")))]
    assert not silent


def test_only_settings_read_the_environment_and_nobody_asserts():
    loose = {}
    for file in FILES:
        text = file.read_text("utf-8")
        nodes = list(ast.walk(ast.parse(text)))
        environment = "os.environ" in text or "getenv" in text
        if any(isinstance(n, ast.Assert) for n in nodes) or (
            environment and file.name != "settings.py"
        ):
            loose[str(file)] = True
    assert not loose


def test_help_waits_for_nothing_heavy():
    """`quankan --help` imports neither pandas nor GDAL nor folium."""
    code = (
        "import sys; import api.cli.main;"
        "print([m for m in ('pandas', 'pyogrio', 'folium', 'scipy', 'osmnx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == "[]", done.stderr
