"""The READMEs show what curl really gets from the endpoint."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
_BLOCK = re.compile(r"<!-- CURL -->\n```console\n\$ (curl [^\n]*)\n(.*?)```", re.DOTALL)


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl here")
@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_what_curl_gets(name: str, site: str) -> None:
    blocks = _BLOCK.findall((TOP / name).read_text("utf-8"))
    assert blocks
    for command, shown in blocks:
        typed = command.replace("http://127.0.0.1:8001", site)
        assert typed != command
        done = subprocess.run(["/bin/sh", "-c", typed], capture_output=True, text=True, timeout=60, check=True)
        assert done.stdout.splitlines() == shown.splitlines()
