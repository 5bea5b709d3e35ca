"""Why a text names no court: what it is instead, as far as its words say."""

import re

from kg.names.forms.shorts import heads

# Words for a kind of court. Unlike 高新法院 or 自贸区法院, which people say of one court, these are said of the kind.
CLASSES = frozenset({
    "", "各级", "地方各级", "基层", "中级", "高级", "专门", "海事", "铁路运输", "林区", "农垦", "垦区", "矿区",
    "互联网", "知识产权", "金融", "自由贸易试验区", "开发区", "新区", "军事", "普通", "涉外", "少年", "示范", "巡回",
    "人民",
})  # fmt: skip
# Words that mean a court only within a document, and roles that a court has in a case.
_RELATIVE = re.compile(
    "(?:我|本|该|所在|我们)?(?:省|自治区|市|区|县|州|盟|旗|地区)?|原审|[一二再终]审|上级|上一级|下级|同级|受诉|执行|首封"
    "|.*管辖|.*管辖权的|.*住所地|.*履行地|本辖区"
)
_SEVERAL = re.compile("(?:全国|全省|全市|全区|全州|各地|中国|.*(?:[0-9两三四五六七八九十]+[家个地])).*")
_MASKED = re.compile("[×xX*＊某○□]{1,3}(?:省|市|县|区|州|旗|人民|中级|高级|法院)|^某")
_NUMBER = re.compile(r"[\d〇○一二三四五六七八九十]+号")
# What ends like a court and is none. In the order in which they are tried.
_OTHERS = (
    ("检察院", "a procuratorate, not a court"),
    ("医院", "a hospital"),
    ("中医院", "a hospital"),
    ("法学院", "a law school"),
    ("科学院", "an academy"),
    ("学院", "a school"),
    ("研究院", "an institute"),
    ("仲裁委员会", "an arbitration commission, not a court"),
    ("仲裁院", "an arbitration body, not a court"),
    ("仲裁法院", "an arbitration body, not a court"),
    ("平台", "a platform, not a court"),
    ("组织法", "a law, not a court"),
    ("微法院", "an application of the courts, not a court"),
    ("智慧法院", "a programme of the courts, not a court"),
    ("系统", "the courts as a system, not one court"),
    ("国际法院", "an international court; the directory holds the courts of the mainland"),
    ("国际刑事法院", "an international court; the directory holds the courts of the mainland"),
)
ABROAD = re.compile("香港|澳门|台湾|美国|英国|法国|德国|日本|韩国|俄罗斯|新加坡|欧洲|欧盟|外国|联邦|国际刑事")


def not_a_court(plain: str, text: str = "") -> str:
    """What a text is that cannot be a court's name; empty where it ends like one. ``plain`` is the clean ``text``."""
    if any(char in text for char in "*＊×"):
        return "the place is masked"
    if not plain:
        return "the text is empty"
    if _NUMBER.search(plain):
        return "it looks like the number of a case or document: ask kg case-number"
    for ending, what in _OTHERS:
        if plain.endswith(ending):
            return what
    if next(heads(plain), None) is None and not plain.endswith("院"):
        return "it does not end like the name of a court (法院, 中院, 高院, 法庭)"
    return ""


def unknown(plain: str) -> str:
    """Why a text that ends like a court's name is none of the directory. ``plain`` is a clean name."""
    if _MASKED.search(plain):
        return "the place is masked"
    if ABROAD.match(plain):
        return "not in the directory, which holds the courts of the mainland"
    if plain in ("该院", "本院", "我院", "我们院"):
        return "a word for a court of its document: it needs a context that names the court"
    for head, stem, _ in heads(plain):
        if stem.removesuffix("人民") in CLASSES:
            return "a kind of court or a head noun without a place: it needs a context that names the court"
        if _RELATIVE.fullmatch(stem):
            return "a word for a court of its document: it needs a context that names the court"
        if _SEVERAL.fullmatch(stem):
            return "a number of courts that are not named"
        if head == "tribunal":
            return "the directory has no tribunal of this name; it holds those that a source names"
    return "the directory has no court of this name"
