"""Texts of source documents: found by their hash, and the sentence around a passage."""

import hashlib
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.lookup.documents import MARGIN, Documents, _marked
from kg.model.iris import DOCUMENTS
from kg.store.reader import Reader

TEXT = "甲法院受理五件案件。乙法院审\n结 三件；丙法院没有案件！丁"


def test_a_sentence() -> None:
    start = TEXT.index("乙")
    assert _marked(TEXT, start, start + 3) == "【乙法院】审结三件；"
    assert _marked(TEXT, start + 3, start + 5) == "乙法院【审】结三件；"
    assert _marked(TEXT, 0, 3) == "【甲法院】受理五件案件。"
    assert _marked(TEXT, 0, 10) == "【甲法院受理五件案件。】"
    assert _marked(TEXT, len(TEXT) - 1, len(TEXT)) == "【丁】"
    assert _marked(TEXT, 0, 999) == f"【{''.join(TEXT.split())}】"


def test_a_sentence_without_end_is_cut() -> None:
    long = "字" * 1000
    assert _marked(long, 500, 510) == f"……{'字' * MARGIN}【{'字' * 10}】{'字' * MARGIN}……"
    assert _marked(long, 0, 10) == f"【{'字' * 10}】{'字' * MARGIN}……"
    assert _marked(long, 990, 1000) == f"……{'字' * MARGIN}【{'字' * 10}】"


def test_characters_are_code_points() -> None:
    assert _marked("𠮷🏛甲法院。", 2, 5) == "𠮷🏛【甲法院】。"


@pytest.fixture
def known(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Documents:
    """A folder with the text of the toy document, a subfolder, and files that are something else."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    hashed = "sha256:" + hashlib.sha256(TEXT.encode()).hexdigest()

    class Literal:
        value = hashed

    monkeypatch.setattr(reader, "objects", lambda iri, _: [Literal] if iri == DOCUMENTS + "toy" else [])
    return Documents(reader, str(tmp_path))


def test_a_text_by_its_hash(known: Documents) -> None:
    assert known.text("toy") == TEXT
    assert known.text("none") == ""
    assert known.sentence(f"{DOCUMENTS}toy#char=0,3") == "【甲法院】受理五件案件。"
    assert known.sentence(f"{DOCUMENTS}toy#char=0,3&char=10,13") == "【甲法院】受理五件案件。 … 【乙法院】审结三件；"
    assert known.sentence(f"{DOCUMENTS}none#char=0,3") == ""
    assert known.sentence(f"{DOCUMENTS}toy") == ""
    assert known.sentence("https://w3id.org/courtgraph/sources") == ""


def test_no_folder_and_no_text(reader: Reader, tmp_path: Path, known: Documents) -> None:
    with pytest.raises(InputError, match="No such file"):
        Documents(reader, str(tmp_path / "none"))
    with pytest.raises(InputError, match="Not a directory"):
        Documents(reader, str(tmp_path / "a.txt"))
    (tmp_path / "a.txt").write_bytes("甲".encode("gb18030"))
    with pytest.raises(InputError, match="not UTF-8"):
        known.text("toy")
