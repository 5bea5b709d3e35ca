"""Lists of courts as they are printed, and written out member by member; no name is checked here.

北京市密云区、怀柔区人民法院 shares a prefix and a head noun, 川渝两地高院 names provinces by one character each,
郑州、洛阳等地中院 is open. A number word must agree with the members (湘鄂赣两省高院 names three), else the list is in
doubt.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.names.clean import clean
from kg.names.divisions import divisions
from kg.names.forms.shorts import place_forms

# One character a province, with those in older or literary use (蜀, 秦, 陇, 贵, 云).
PROVINCES = {
    "京": "北京市", "津": "天津市", "冀": "河北省", "晋": "山西省", "蒙": "内蒙古自治区", "辽": "辽宁省",
    "吉": "吉林省", "黑": "黑龙江省", "沪": "上海市", "苏": "江苏省", "浙": "浙江省", "皖": "安徽省", "闽": "福建省",
    "赣": "江西省", "鲁": "山东省", "豫": "河南省", "鄂": "湖北省", "湘": "湖南省", "粤": "广东省",
    "桂": "广西壮族自治区", "琼": "海南省", "渝": "重庆市", "川": "四川省", "蜀": "四川省", "黔": "贵州省",
    "贵": "贵州省", "滇": "云南省", "云": "云南省", "藏": "西藏自治区", "陕": "陕西省", "秦": "陕西省", "甘": "甘肃省",
    "陇": "甘肃省", "青": "青海省", "宁": "宁夏回族自治区", "新": "新疆维吾尔自治区",
}  # fmt: skip
# Regions that are lists of provinces by their name.
_REGIONS = {
    "东北三省一区": "辽吉黑蒙", "东北三省": "辽吉黑", "东三省": "辽吉黑",
    "长三角三省一市": "沪苏浙皖", "长三角": "沪苏浙皖",
}  # fmt: skip
_CITIES = {"北": "北京", "上": "上海", "广": "广州"}
_DIGITS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "一": 1}
_NUMBER = "[两二三四五六七八九十]"
_MANY = f"{_NUMBER}|(?<![0-9])[0-9]{{1,4}}"  # of more courts than there are nobody writes
_UNIT = "(?:省市|省区市|省区|地区|地|个?[省市区县州盟]|家|个)"
_OF_ALL = ("法院", "人民法院", "基层法院", "基层人民法院", "中院", "中级人民法院", "中级法院")
_KINDS = ("省", "市", "县", "州", "区")
_HIGH = "高级人民法院|高级法院|高院"
_SPECIAL = (
    "知识产权法院|互联网法院|金融法院|海事法院|铁路运输法院|铁路运输中级法院|铁路法院|铁路中院|"
    "国际商事法庭|知识产权法庭|知产法庭|互联网法庭|金融法庭|破产法庭|环境资源法庭|巡回法庭"
)
_HEAD = f"(?P<head>{_HIGH}|{_SPECIAL}|中级人民法院|中级法院|中院|基层人民法院|基层法院|人民法院|法院)"
_ENDS = re.compile(f"(?P<body>.*?){_HEAD}")
_LONGEST = 60  # characters of a member of a list; the longest name of a court has some 40
_LAST = re.compile(
    f"(?P<body>.*?)(?:(?P<open>等)(?P<some>{_MANY})?(?P<of>{_UNIT})?|(?P<count>{_MANY})(?P<unit>{_UNIT})"
    "|(?:省区市|省市|省区))?"
    f"的?{_HEAD}"
)
_ABBREVIATED = re.compile(
    f"(?P<places>[{''.join(PROVINCES)}]{{2,}}|北上广)(?:(?P<count>{_NUMBER})(?:{_UNIT})(?:(?P<more>{_NUMBER}|一){_UNIT})?)?"
    f"{_HEAD}"
)
_ORDINAL = re.compile("(?P<prefix>.*?)第?(?P<number>[一二三四五六七八九十]+|\\d+)")
_COMMA = re.compile("[、,;/]")
_AND = re.compile("以及|[和与及暨]")


class Listed(NamedTuple):
    """A list written out: its members' names in full, whether it is open (等), and what is wrong with it.

    ``shared`` says that a member has its head noun from another, so that the list stands or falls as a whole.
    """

    names: tuple[str, ...]
    is_open: bool = False
    doubt: str = ""
    shared: bool = True


def listed(text: str) -> Listed | None:
    """A text read as a list of courts; None where it is none. No name is checked against the directory here."""
    plain = clean(text)
    return _abbreviated(plain) or _enumerated(plain)


def _abbreviated(text: str) -> Listed | None:
    """川渝两地高院: provinces by one character each. With 法院 alone it is a group of all their courts, no list."""
    region = next((name for name in _REGIONS if text.startswith(name)), "")
    found = _ABBREVIATED.fullmatch(_REGIONS.get(region, "") + text.removeprefix(region))
    if not found or found["head"] in _OF_ALL:
        return None
    cities = found["places"] == "北上广"
    places = [_CITIES[c] if cities else PROVINCES[c] for c in found["places"]]
    high = re.fullmatch(_HIGH, found["head"])
    if not high:
        places = [place if cities else place_forms(place)[-1] for place in places]
    names = tuple(place + ("高级人民法院" if high else found["head"]) for place in places)
    said = _count(found["count"]) + _count(found["more"])
    return Listed(names, doubt=_doubt(said, len(names)))


def _enumerated(text: str) -> Listed | None:
    pieces = _pieces(text)
    if any(len(piece) > _LONGEST for piece in pieces):
        return None
    last = _LAST.fullmatch(pieces[-1]) if pieces else None
    if last is None or (len(pieces) < 2 and not last["open"]):
        return None
    if last["open"] and last["body"].endswith("高"):  # 香港高等法院
        return None
    bodies, heads = [], []
    for piece in pieces[:-1]:
        own = _ENDS.fullmatch(piece)
        bodies.append(own["body"] if own else piece)
        heads.append(own["head"] if own else last["head"])
    bodies.append(last["body"])
    heads.append(last["head"])
    shared = any(not _ENDS.fullmatch(piece) for piece in pieces)
    if not all(bodies):
        return None
    names = tuple(_written_out(bodies, heads, (last["unit"] or last["of"] or "").removeprefix("个")))
    said = _count(last["count"] or last["some"])
    is_open = bool(last["open"])
    doubt = "" if is_open and said >= len(names) else _doubt(said, len(names))
    return Listed(names, is_open, doubt, shared)


def _pieces(text: str) -> list[str]:
    """The members of a list as printed. 和 and 与 part members only where a name ends before and one begins after."""
    pieces = []
    for part in filter(None, _COMMA.split(text)):
        begin = 0
        for word in _AND.finditer(part):
            if word.start() - begin > _LONGEST:
                break
            if _ends_name(part[begin : word.start()]) and _begins_name(part[word.end() : word.end() + 14]):
                pieces.append(part[begin : word.start()])
                begin = word.end()
        # "…、… 和 …": after a comma the word may stand first
        pieces.append(re.sub("^(?:以及|及)", "", part[begin:]))
    return pieces


def _written_out(bodies: list[str], heads: list[str], unit: str) -> Iterator[str]:
    prefix = before = ""
    words = _place_words()
    for body, head in zip(bodies, heads, strict=True):
        ordinal = _ORDINAL.fullmatch(body)
        if ordinal and not (ordinal["prefix"] in words and body in words):
            before = ordinal["prefix"] or before
            full = "中级人民法院" if head == "中院" else head.removeprefix("基层")
            yield f"{before}第{ordinal['number']}{full}"
            continue
        whole = body + unit if unit in _KINDS and not body.endswith(unit) and body + unit in words else body
        if prefix and _inside(whole, prefix):
            whole = prefix + whole
        else:
            prefix = _above(whole) or prefix
        yield _province(whole) + "高级人民法院" if re.fullmatch(_HIGH, head) else whole + head.replace("基层人民", "")


@cache
def _place_words() -> dict[str, tuple[str, ...]]:
    """The codes of divisions by every form of their names."""
    found: dict[str, list[str]] = {}
    for code, name, *_ in divisions().values():
        for form in place_forms(name):
            found.setdefault(form, []).append(code)
    return {form: tuple(codes) for form, codes in found.items()}


def _above(body: str) -> str:
    """The province or prefecture that a member begins with: 北京市 of 北京市密云区, 成都市 of 成都市."""
    words = _place_words()
    for end in (len(body), *range(len(body) - 2, 1, -1)):
        if any(code.endswith("00") for code in words.get(body[:end], ())):
            return body[:end] + _above(body[end:])
    return ""


def _inside(body: str, above: str) -> bool:
    """Whether a member without a place above it is a division of the place that an earlier member began with."""
    words = _place_words()
    codes = [code for at in range(len(above) - 1) for code in words.get(above[at:], ()) if code.endswith("00")]
    tops = {code[:2] if code.endswith("0000") else code[:4] for code in codes}
    return any(code.startswith(top) and not code.endswith("00") for code in words.get(body, ()) for top in tops)


def _province(body: str) -> str:
    codes = [code for code in _place_words().get(body, ()) if code.endswith("0000")]
    return divisions()[codes[0]].name if len(codes) == 1 else body


def _ends_name(text: str) -> bool:
    words = _place_words()
    if _ENDS.fullmatch(text) or re.search("第[一二三四五六七八九十]+$", text):
        return True
    return any(text[at:] in words for at in range(len(text) - 1))


def _begins_name(text: str) -> bool:
    words = _place_words()
    if text.startswith(("最高", "第", "省", "市")) or re.match("[一二三四五六七八九十]+中", text):
        return True
    return any(text[:end] in words for end in range(2, len(text) + 1))


def _count(word: str | None) -> int:
    if not word:
        return 0
    return int(word) if word.isdecimal() else _DIGITS[word]


def _doubt(said: int, named: int) -> str:
    return f"the text says {said} and names {named}: in doubt" if said and said != named else ""
