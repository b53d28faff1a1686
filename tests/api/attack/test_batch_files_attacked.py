"""What is hidden from an asker is in no file of a batch, whatever the rows say."""

import zipfile

import pytest
from support.attacked_town import (
    HIDDEN_ADDRESS,
    SCHOOL_NAME,
    ZONE_NAME,
    in_degrees,
    question,
    town,
)

from api.outputs.batch_files import FILES
from api.siting.batch import batch_ground
from api.siting.batch_run import run_batch
from api.siting.question import Standing
from data.sites.batch import BatchDefaults, read_batch
from data.text import Language

# The site itself is not hidden from who names it; a row that asks for it by address says no more.
SECRETS = (ZONE_NAME, SCHOOL_NAME, "facilities-0", "control_zones-0", "addresses-0")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """File to all its text."""
    folder, asked = tmp_path_factory.mktemp("asked"), question()
    lon, lat = in_degrees(30, 30)
    rows = [f"{lon},{lat},", f",,{HIDDEN_ADDRESS}", ",,秘密路2号", f",,{SCHOOL_NAME}0", "1,2,"]
    (folder / "sites.csv").write_text("\n".join(["lon,lat,address", *rows]) + "\n", "utf-8")
    stands = Standing(asked.vocabulary, asked.book, asked.level)
    batch = read_batch(folder / "sites.csv", asked.vocabulary)
    defaults = BatchDefaults("internet_cafe", "rent", "wgs84", facts=asked.facts)
    run_batch(batch_ground(town(), stands, None), batch, defaults, folder, Language.ZH)
    return {name: text_of(folder / name) for name in FILES}


def text_of(path):
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


@pytest.mark.parametrize("name", FILES)
def test_nothing_hidden_is_named(written, name):
    # The asker's own words for a school may come back to him, and nothing that he did not write.
    text = written[name].replace(f"{SCHOOL_NAME}0", "")
    assert [word for word in SECRETS if word in text] == []


def test_a_hidden_address_is_answered_like_one_that_is_nowhere(written):
    lines = written["batch.csv"].splitlines()
    said = [line.split(",", 1)[1].split(",", 1)[1] for line in lines[2:4]]
    assert said[0].replace(HIDDEN_ADDRESS, "…") == said[1].replace("秘密路2号", "…")
