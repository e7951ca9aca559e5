"""One place, many spellings: 石笋村, 石笋村委会, 石笋村民委员会; 大同镇, 大同; 威宁县, 威宁彝族回族苗族自治县."""

import re
import unicodedata
from functools import cache

PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉"
    "|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_PEOPLES = re.compile(f"(?<=..)(?:(?:{PEOPLES})族)+")
_COMMITTEES = (
    (re.compile("(?:村民委员会|村委会|村民委会|民委会)$"), "村"),
    (re.compile("(?:社区)?(?:居民委员会|居委会|居民委会)$"), "社区"),
    (re.compile("(?:街道办事处|街道办|办事处)$"), "街道"),
    (re.compile("民族乡$"), "乡"),
    (re.compile("自治县$"), "县"),
    (re.compile("自治旗$"), "旗"),
    (re.compile("自治州$"), "州"),
    (re.compile("自治区$"), "区"),
)
_ENDING = re.compile("(?:社区|街道|村|乡|镇|县|市|区|旗|盟|省|州|地区)$")


@cache
def folded_name(name: str) -> str:
    """The name itself, full-width forms and spaces folded."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


@cache
def canonical(name: str) -> str:
    """The name with one spelling of its ending: committees are their village or community, autonomous counties counties."""
    text = _PEOPLES.sub("", folded_name(name))
    for pattern, ending in _COMMITTEES:
        text, changed = pattern.subn(ending, text)
        if changed:
            break
    return re.sub("(村村|社区社区)$", lambda twice: twice[0][: len(twice[0]) // 2], text)


@cache
def stem(name: str) -> str:
    """The name without its ending; a name of one character keeps it."""
    text = canonical(name)
    bare = _ENDING.sub("", text)
    return bare if len(bare) > 1 else text
