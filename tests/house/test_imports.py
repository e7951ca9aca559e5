"""Imports go downward only; the standard is read by any engine. The contracts stand in pyproject.toml."""

import sys

import pytest
from importlinter.cli import lint_imports

from house.tree import ROOT, imported, modules, name

OWN = {"tuopin", "narwhals"}


def test_the_contracts_hold(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert kept == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", list(modules("src/tuopin/standard")), ids=name)
def test_the_standard_imports_only_narwhals_and_the_standard_library(path):
    outside = {module.partition(".")[0] for module in imported(path)} - sys.stdlib_module_names
    assert outside - OWN == set()


def test_a_rising_import_would_be_refused(tmp_path, monkeypatch, capsys):
    """The contract is not vacuous: the same layers over a package that breaks them are refused."""
    package = tmp_path / "tuopin_broken"
    for chapter in ("common", "register", "standard"):
        (package / chapter).mkdir(parents=True)
        (package / chapter / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "register" / "__init__.py").write_text("import tuopin_broken.standard\n")
    contract = tmp_path / "contract.ini"
    contract.write_text(
        "[importlinter]\nroot_package = tuopin_broken\n"
        "[importlinter:contract:1]\nname = down\ntype = layers\ncontainers = tuopin_broken\n"
        "layers =\n    register | standard\n    common\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert lint_imports(config_filename=str(contract), no_cache=True) == 1, capsys.readouterr().out
