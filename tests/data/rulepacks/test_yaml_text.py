"""YAML from strangers is data and nothing else, within bounds."""

import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import RulePackError
from data.rulepacks.yaml_text import MAX_BYTES, read_yaml


def read(text):
    return read_yaml("f.yaml", text.encode()).value


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("200", 200), ("-1", -1), ("0.5", 0.5), ("1.5e3", 1500.0), ("true", True), ("null", None),
        ("~", None), ("2026-03-15", date(2026, 3, 15)), ('"200"', "200"), ("'true'", "true"),
        # Words that older YAML takes for something else.
        ("no", "no"), ("on", "on"), ("0701", "0701"), ("12:30", "12:30"), ("1_000", "1_000"),
        ("0x10", "0x10"), (".inf", ".inf"), ("=", "="), ("国道", "国道"),
    ],
)  # fmt: skip
def test_a_plain_word_means_what_it_seems_to(word, means):
    found = read(f"a: {word}")["a"]
    assert found == means
    assert type(found) is type(means)


def test_keys_are_text():
    assert read("on: 1\n1: 2\n<<: 3") == {"on": 1, "1": 2, "<<": 3}


def test_every_value_knows_its_line():
    written = read_yaml("f.yaml", b"a:\n  - b: 1\n  - b: 2\n")
    assert written.line(("a", 1, "b")) == "L3"
    assert written.line(("a", 1, "b", "float")) == "L3"
    assert written.found(("a", "union", 0, "b")) == ("a", 0, "b")


@pytest.mark.parametrize(
    ("text", "found", "line"),
    [
        ("a: 1\nb: 2\na: 3", "has the key 'a' twice", "L3"),
        ("a: {b: 1,\n b: 2}", "has the key 'b' twice", "L2"),
        ("a: &x 1", "has an anchor or an alias", "L1"),
        ("a: 1\nb: *x", "has an anchor or an alias", "L2"),
        ("&x a: 1", "has an anchor or an alias", "L1"),
        ("a: !!python/object/apply:os.system [ls]", "has a tag", "L1"),
        ("a: !!str 1", "has a tag", "L1"),
        ("a: 1\n---\nb: 2", "begins a second document", "L2"),
        ("{[1]: 2}", "has a table or a list for a key", "L1"),
        ("a: 2026-02-30", "is 2026-02-30, a day that there is not", "L1"),
        (f"a: {'9' * 40}", "has too long a number", "L1"),
        ("[" * 10_000, "is nested too deep", "L1"),
        ("a: 1\n  b: 2", "cannot be parsed", "L2"),
        ("a: \x01", "cannot be parsed", ""),
    ],
)
def test_what_is_more_than_data_is_refused_with_its_line(text, found, line):
    with pytest.raises(RulePackError) as refused:
        read(text)
    assert found in refused.value.found.en
    assert refused.value.at == line


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"a: " + b"x" * MAX_BYTES, "is too large"),
        (b"a: \xff", "is not encoded in UTF-8"),
        (b"[" + b"1," * 200_000 + b"1]", "holds too much"),
    ],
)
def test_a_file_has_bounds(raw, found):
    with pytest.raises(RulePackError) as refused:
        read_yaml("f.yaml", raw)
    assert found in refused.value.found.en


@pytest.mark.parametrize(
    "piece", ["- ", "? ", "{a: ", "'", "a: |\n", "# ", "- - ", "a,", "x: y\n "]
)
def test_no_text_takes_long(piece):
    begun = time.perf_counter()
    with suppress(RulePackError):
        read(piece * (MAX_BYTES // len(piece)))
    assert time.perf_counter() - begun < 5


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_any_text_is_read_or_refused(text):
    try:
        read_yaml("f.yaml", text.encode("utf-8", "replace"))
    except RulePackError as error:
        assert error.found.zh
