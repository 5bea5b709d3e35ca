"""Draws ``docs/ontology.svg``: above, how the main classes hang together; below, all classes as a tree."""

from svg import INK, LINE, SOFT, Box, document, label, path, rect, text, wrap
from terms import Ontology

WIDTH = 1320.0
MARGIN = 32.0
_ROOT = "The root, and the two classes that document evidence"
# Panels of the tree, left to right: sections of the ontology's file with the titles to show.
_COLUMNS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("Institutions", "机构 Institutions"),),
    (("Groups and parts of institutions, places", "群体、部分、地点 Groups, parts, places"),
     ("Persons and concepts", "人物与概念 Persons and concepts")),
    (("What institutions make and run", "所创所办 What institutions make and run"),
     ("Documents and cases", "文件与案件 Documents and cases")),
    (("N-ary nodes: facts that have attributes of their own", "节点 Facts with attributes of their own"),
     (_ROOT, "证据 Evidence")),
)  # fmt: skip
_COLOURS = {
    "Institutions": ("#e8f0fb", "#4a78b5"),
    "Groups and parts of institutions, places": ("#e6f5f1", "#3b8f7a"),
    "Persons and concepts": ("#f2ecf9", "#7d5fa8"),
    _ROOT: ("#eef1f4", "#6b7a89"),
    "What institutions make and run": ("#fdf1e3", "#bb7a2a"),
    "Documents and cases": ("#fdebec", "#b5525b"),
    "N-ary nodes: facts that have attributes of their own": ("#f7f5e4", "#938a2f"),
}
# The picture above the tree: class, middle of its box; what is not in the ontology raises an error.
_PLACES = {
    "Provision": (112, 40), "NormativeDocument": (386, 40), "Agreement": (660, 40), "Event": (934, 40),
    "Award": (1208, 40), "Unit": (112, 185), "Institution": (660, 185), "Adoption": (934, 270),
    "Mechanism": (1208, 185), "InstitutionGroup": (112, 335), "Place": (348, 335), "Court": (660, 335),
    "Platform": (1208, 335), "Topic": (348, 470), "Case": (660, 470), "Observation": (934, 420),
}  # fmt: skip
_ARROWS = (
    ("NormativeDocument", ("hasPart",), "Provision"),
    ("Institution", ("issued",), "NormativeDocument"),
    ("Institution", ("signed",), "Agreement"),
    ("Institution", ("held", "participatesIn"), "Event"),
    ("Institution", ("established", "adopted"), "Mechanism"),
    ("Unit", ("partOf",), "Institution"),
    ("InstitutionGroup", ("hasMember",), "Institution"),
    ("Adoption", ("court",), "Institution"),
    ("Adoption", ("mechanism",), "Mechanism"),
    ("Mechanism", ("recognizedAs",), "Award"),
    ("Mechanism", ("uses",), "Platform"),
    ("Court", ("hasJurisdiction",), "Place"),
    ("Court", ("hasJurisdiction",), "Topic"),
    ("Court", ("heard",), "Case"),
    ("Case", ("hasTopic",), "Topic"),
    ("Court", ("hasObservation",), "Observation"),
)
_BOX = (156.0, 46.0)
_COLUMN, _GAP, _INDENT = 296.0, 24.0, 22.0


def draw(ontology: Ontology) -> str:
    """The whole diagram as an SVG file; ValueError where it would draw what the ontology does not say."""
    body = [text((MARGIN, 44), "CourtGraph 法院图谱 · ontology 本体", 21, bold=True)]
    body += _heading(
        80,
        "How it hangs together 主要关系",
        "an arrow is a property; a dashed box is a node with attributes of its own",
    )
    body += _picture(ontology, 92)
    top = 642.0
    body += _heading(
        top,
        "All classes 全部类",
        "by subclass; in small type the properties said of the class, * identifies a node",
    )
    body += _root(ontology, top + 26)
    starts = [MARGIN + n * (_COLUMN + _GAP) for n in range(len(_COLUMNS))]
    columns = [_column(ontology, column, x, top + 112) for x, column in zip(starts, _COLUMNS, strict=True)]
    body += [shape for shapes, _ in columns for shape in shapes]
    height = max(bottom for _, bottom in columns) + MARGIN
    return document((WIDTH, height), "CourtGraph ontology", "All classes by subclass, with main properties", body)


def _heading(y: float, title: str, note: str) -> list[str]:
    rule = path([(MARGIN, y + 9), (WIDTH - MARGIN, y + 9)], colour="#d8dfe6")
    return [
        text((MARGIN, y), title, 15, bold=True),
        text((WIDTH - MARGIN, y), note, 12, colour=SOFT, anchor="end"),
        rule,
    ]


def _root(ontology: Ontology, y: float) -> list[str]:
    """The class above all, as wide as the columns, with a line to each."""
    box = Box(MARGIN, y, WIDTH - 2 * MARGIN, 46)
    fill, stroke = _COLOURS[_ROOT]
    names = " · ".join(_small(ontology, "Resource"))
    drops = [MARGIN + n * (_COLUMN + _GAP) + _COLUMN / 2 for n in range(len(_COLUMNS))]
    return [
        *(path([(x, y + 72), (x, y + 46)], marker="is-a") for x in drops),
        rect(box, fill=fill, stroke=stroke),
        text((box.x + 10, y + 20), ontology.terms["Resource"].labels["zh"], 13.5, bold=True),
        text((box.x + 10, y + 37), names, 10.5),
        text((box.x + box.w - 10, y + 20), "Resource", 12, colour=SOFT, anchor="end"),
    ]


def _section(ontology: Ontology, name: str) -> str:
    return next(title for title, names in ontology.sections if name in names)


def _picture(ontology: Ontology, top: float) -> list[str]:
    w, h = _BOX
    boxes = {name: Box(x - w / 2, top + y - h / 2 + 20, w, h) for name, (x, y) in _PLACES.items()}
    lines, labels = [], []
    for subject, names, obj in _ARROWS:
        for name in names:
            _says(ontology, subject, name, obj)
        start = boxes[subject].border(boxes[obj].centre)
        end = boxes[obj].border(boxes[subject].centre)
        lines.append(path([start, end], marker="arrow", dash=subject == "Adoption"))
        words = " · ".join(f"{name} {ontology.terms[name].labels['zh']}" for name in names)
        labels.append(label(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), words))
    lines += _court_lines(ontology, boxes, labels)
    return [*lines, *labels, *(_picture_box(ontology, name, box) for name, box in boxes.items())]


def _court_lines(ontology: Ontology, boxes: dict[str, Box], labels: list[str]) -> list[str]:
    """A court is an institution, and appeals go from court to court."""
    _says(ontology, "Court", "appealsTo", "Court")
    if "Institution" not in ontology.vocabulary.ancestors("Court"):
        raise ValueError("the diagram draws Court under Institution, the ontology does not")
    court, institution = boxes["Court"], boxes["Institution"]
    up = path([court.border(institution.centre), institution.border(court.centre)], marker="is-a")
    labels.append(label((court.centre[0], (court.y + institution.y + institution.h) / 2), "subclass 子类"))
    right = court.x + court.w
    loop = [(right, court.y + 12), (right + 34, court.y + 12), (right + 34, court.y - 22),
            (right - 30, court.y - 22), (right - 30, court.y)]  # fmt: skip
    labels.append(label((right + 34, court.y - 22), f"appealsTo {ontology.terms['appealsTo'].labels['zh']}"))
    return [up, path(loop, marker="arrow")]


def _says(ontology: Ontology, subject: str, name: str, obj: str) -> None:
    vocabulary = ontology.vocabulary
    prop = vocabulary.properties[name]
    if not vocabulary.fits([subject], prop.domain) or not vocabulary.fits([obj], prop.range):
        raise ValueError(f"the diagram draws {subject} {name} {obj}, which the ontology does not allow")


def _picture_box(ontology: Ontology, name: str, box: Box) -> str:
    fill, stroke = _COLOURS[_section(ontology, name)]
    node = bool(ontology.vocabulary.classes[name].facts_key)
    x, y = box.centre
    return (
        rect(box, fill=fill, stroke=stroke, dash=node)
        + text((x, y - 3), ontology.terms[name].labels["zh"], 14, bold=True, anchor="middle")
        + text((x, y + 14), name, 12, colour=SOFT, anchor="middle")
    )


def _column(ontology: Ontology, sections: tuple[tuple[str, str], ...], x: float, y: float) -> tuple[list[str], float]:
    """A column of panels; returns its shapes and its lower end."""
    shapes: list[str] = []
    for title, shown in sections:
        names = tuple(name for name in dict(ontology.sections)[title] if name != "Resource")
        shapes.append(text((x, y + 14), shown, 12.5, colour=_COLOURS[title][1], bold=True))
        y += 24
        for name in names:
            if not set(ontology.parents(name)) & set(names):
                inner, y = _branch(ontology, name, names, Box(x, y, _COLUMN, 0), _COLOURS[title])
                shapes += inner
        y += 12
    return shapes, y


def _branch(
    ontology: Ontology, name: str, names: tuple[str, ...], at: Box, colours: tuple[str, str]
) -> tuple[list[str], float]:
    """A class and, indented under it, its subclasses of the same section."""
    lines = wrap(_small(ontology, name), 10.5, at.w - 20)
    box = Box(at.x, at.y, at.w, 28 + 14.5 * len(lines) + (4 if lines else 0))
    en = text((box.x + box.w - 10, box.y + 19), name, 12, colour=SOFT, anchor="end")
    shapes = [
        rect(box, fill=colours[0], stroke=colours[1], dash=bool(ontology.vocabulary.classes[name].facts_key)),
        text((box.x + 10, box.y + 19), ontology.terms[name].labels["zh"], 13.5, bold=True),
        en,
        *(text((box.x + 10, box.y + 35 + 14.5 * n), line, 10.5, colour=INK) for n, line in enumerate(lines)),
    ]
    y, last = box.y + box.h + 6, 0.0
    for child in ontology.children(name):
        if child in names:
            last = y + 14
            shapes.append(path([(at.x + 10, last), (at.x + _INDENT, last)], colour=LINE))
            inner, y = _branch(ontology, child, names, Box(at.x + _INDENT, y, at.w - _INDENT, 0), colours)
            shapes += inner
    if last:
        shapes.append(path([(at.x + 10, box.y + box.h), (at.x + 10, last)], colour=LINE))
    return shapes, y


def _small(ontology: Ontology, name: str) -> list[str]:
    """The properties said of a class itself, in the order of the file."""
    klass = ontology.vocabulary.classes[name]
    properties = ontology.vocabulary.properties
    own = [n for n in ontology.terms if n in properties and name in properties[n].domain]
    return [f"{n}*" if n in klass.identified_by else n for n in own]
