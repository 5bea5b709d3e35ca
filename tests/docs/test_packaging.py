"""What is installed is what should be: two packages, the data, the types, and no part of the checkout."""

import importlib.metadata
import re
import sys
from pathlib import Path

import pytest

import kg
import loaders
from kg.data import data_dir

TOP = Path(__file__).parents[2]
try:
    DISTRIBUTION = importlib.metadata.distribution("courtgraph")
except importlib.metadata.PackageNotFoundError:
    pytest.skip("courtgraph is not installed: run make test", allow_module_level=True)


def test_tests_run_against_the_installed_package() -> None:
    for package in (kg, loaders):
        assert package.__file__
        assert not Path(package.__file__).is_relative_to(TOP / package.__name__)
    assert str(TOP) not in sys.path


def test_wheel_holds_two_packages_and_nothing_else() -> None:
    files = DISTRIBUTION.files or []
    tops = {file.parts[0] for file in files if file.parts[0] != ".."}
    assert tops == {"kg", "loaders", f"courtgraph-{DISTRIBUTION.version}.dist-info"}
    assert [file.name for file in files if file.parts[0] == ".."] == ["kg"]
    assert any(file.name == "LICENSE" for file in files)
    assert {"kg/py.typed", "loaders/py.typed"} <= {str(file) for file in files}


@pytest.mark.parametrize("name", ["seeds", "ontology", "queries"])
def test_data_is_all_there_and_as_in_the_checkout(name: str) -> None:
    installed = {path.name: path.read_bytes() for path in Path(data_dir(name)).iterdir() if path.is_file()}
    assert installed == {path.name: path.read_bytes() for path in (TOP / name).iterdir() if path.is_file()}
    assert installed


def test_lock_has_no_address_and_pins_all_that_is_needed() -> None:
    lines = (TOP / "requirements" / "lock.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9.-]+==[0-9][\w.]*(?: ; .+)?", pin) for pin in pins)
    pinned = {re.sub("[._-]+", "-", pin.partition("==")[0]) for pin in pins}
    for need in importlib.metadata.requires("courtgraph") or []:
        name = re.sub("[._-]+", "-", re.split(r"[^A-Za-z0-9._-]", need)[0]).lower()
        assert name == "courtgraph" or name in pinned, f"{need}: run make lock"


def test_changelog_names_the_version() -> None:
    assert f"## [{DISTRIBUTION.version}]" in (TOP / "CHANGELOG.md").read_text("utf-8")
