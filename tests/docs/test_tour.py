"""The notebook is stored without outputs, and every cell of it runs against a graph that was just built."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
Config = pytest.importorskip("traitlets.config").Config
pytest.importorskip("ipykernel")

NOTEBOOK = Path(__file__).parents[2] / "docs" / "tour.ipynb"


def read() -> Any:  # the notebook formats have no types
    return nbformat.read(NOTEBOOK, as_version=4)


def test_notebook_is_valid_and_has_no_outputs() -> None:
    notebook = read()
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kg = Path(sys.executable).parent / "kg"
    if not kg.exists():
        pytest.skip("courtgraph is not installed: run make test")
    monkeypatch.setenv("KG_GRAPH", str(tmp_path / "graph"))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    subprocess.run([kg, "build"], check=True, capture_output=True, env=dict(os.environ))
    notebook = read()
    with tempfile.TemporaryDirectory() as name:  # a short path: the names of sockets may have about 100 bytes
        sockets = {"transport": "ipc", "connection_file": f"{name}/kernel.json"}
        nbclient.NotebookClient(
            notebook,
            timeout=120,
            resources={"metadata": {"path": str(tmp_path)}},
            config=Config({"KernelManager": sockets}),
        ).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [output for output in outputs if output.output_type == "error"]
    assert sum("text/html" in output.get("data", {}) for output in outputs) >= 5
