"""The closed lists of the register (labels as the national exports and local copies write them)."""

from tuopin.register.schema.field import Choice, Option


def _choice(name: str, *options: tuple[str, str, str]) -> Choice:
    return Choice(name, tuple(Option(token, tuple(labels.split("/")), en) for token, labels, en in options))


STATUS = _choice(
    "status",
    ("registered", "未脱贫/新识别贫困户/未脱贫户", "registered, not exited"),
    ("exiting", "预脱贫/预脱贫户", "on a roster of this year"),
    ("exited", "已脱贫/脱贫/脱贫户/已脱贫(享受政策)/已脱贫(不享受政策)/脱贫享受政策户/稳定脱贫户", "exited"),
    ("returned", "返贫/返贫户", "returned to poverty"),
    ("removed", "注销/清退/自然注销", "removed from the register"),
    ("not_registered", "非贫困户/一般农户/一般户/边缘户", "not of the register of poor households"),
)
STANDARD = _choice(
    "standard",
    ("national", "国家标准/国定标准/国定", "national standard"),
    ("provincial", "省定标准/省定", "provincial standard"),
    ("municipal", "市定标准/市定", "municipal standard"),
)
HOUSEHOLD_KIND = _choice(
    "household_kind",
    ("general", "一般贫困户/一般农户", "general poor household"),
    ("low_allowance", "低保贫困户/低保户", "low-allowance household"),
    ("special_support", "五保贫困户/特困供养贫困户/五保户/五保(特困供养)贫困户/特困供养户", "special-support household"),
    ("special_low_allowance", "低保特困户", "both"),
)
HOUSEHOLD_TYPE = _choice(
    "household_type",
    ("exited", "脱贫户", "exited household"),
    ("ordinary", "一般农户/一般户/非建档立卡户", "ordinary household"),
    ("enjoying", "脱贫享受政策户", "exited, policies continue"),
    ("stable", "脱贫不享受政策户/稳定脱贫户", "stably exited"),
)
MONITORED_KIND = _choice(
    "monitored_kind",
    ("unstable_exit", "脱贫不稳定户", "unstably exited household"),
    ("marginal", "边缘易致贫户", "marginal household"),
    ("sudden_hardship", "突发严重困难户", "sudden serious hardship"),
    ("none", "非监测对象/无", "not monitored"),
)
CAUSE = _choice(
    "cause",
    ("illness", "因病", "illness"),
    ("disability", "因残", "disability"),
    ("schooling", "因学", "schooling"),
    ("disaster", "因灾", "disaster"),
    ("marriage", "因婚", "marriage"),
    ("bereavement", "因丧", "bereavement"),
    ("land", "缺土地", "lack of land"),
    ("water", "缺水", "lack of water"),
    ("power", "缺电", "lack of electricity"),
    ("skill", "缺技术", "lack of skill"),
    ("funds", "缺资金", "lack of funds"),
    ("labour", "缺劳力/缺劳动力", "lack of labour"),
    ("transport", "交通条件落后", "poor transport"),
    ("motivation", "自身发展动力不足/自身发展力不足", "lack of own drive"),
    ("unsafe_house", "因安全住房/住房出现问题", "unsafe housing"),
    ("unsafe_water", "因安全饮水/饮水出现问题", "unsafe water"),
    ("unstable_work", "务工就业不稳/务工就业不稳定", "unstable work"),
    ("failed_business", "产业项目失败/产业经营失败", "failed business"),
    ("accident", "意外事故/因意外事故", "accident"),
    ("other", "其他/其它", "other"),
)
CLEARED_WAY = _choice(
    "cleared_way",
    ("helped", "帮扶消除", "cleared by help"),
    ("natural", "自然消除", "cleared of itself"),
)
SEX = _choice("sex", ("male", "男/男性", "male"), ("female", "女/女性", "female"))
ID_TYPE = _choice(
    "id_type",
    ("identity_card", "居民身份证/身份证", "identity card"),
    ("disability_card", "残疾人证/残疾证", "disability card"),
    ("none", "无/无证件", "no document"),
)
RELATION = _choice(
    "relation",
    ("head", "户主/本人/本人或户主", "householder"),
    ("spouse", "配偶/妻/夫/妻子/丈夫", "spouse"),
    ("son", "之子/儿子/子/长子/次子/三子/独生子", "son"),
    ("daughter", "之女/女儿/长女/次女/三女/独生女", "daughter"),
    ("daughter_in_law", "之儿媳/儿媳", "daughter-in-law"),
    ("son_in_law", "之女婿/女婿", "son-in-law"),
    ("grandson", "之孙子/孙子/之外孙子/外孙子/外孙", "grandson"),
    ("granddaughter", "之孙女/孙女/之外孙女/外孙女", "granddaughter"),
    ("father", "之父/父亲/父/之岳父/之公公/岳父/公公", "father"),
    ("mother", "之母/母亲/母/之岳母/之婆婆/岳母/婆婆", "mother"),
    ("grandfather", "之祖父/祖父/之外祖父", "grandfather"),
    ("grandmother", "之祖母/祖母/之外祖母", "grandmother"),
    ("brother", "之兄弟/兄弟/兄/弟/哥哥/弟弟", "brother"),
    ("sister", "之姐妹/姐妹/姐/妹/姐姐/妹妹", "sister"),
    ("brother_sister", "之兄弟姐妹/兄弟姐妹", "brother or sister"),
    ("great_grandchild", "之曾孙子/之曾孙女/曾孙子/曾孙女", "great-grandchild"),
    ("nephew", "之侄儿/之侄子/侄儿/侄子", "nephew"),
    ("niece", "之侄女/侄女", "niece"),
    ("other", "其他/其它/其他亲属/非亲属", "other"),
)
SCHOOLING_LEVEL = _choice(
    "schooling_level",
    ("illiterate", "文盲或半文盲/文盲半文盲/文盲/半文盲", "illiterate or semi-literate"),
    ("primary", "小学", "primary"),
    ("junior", "初中", "junior secondary"),
    ("senior", "高中/中职/中专/技校", "senior secondary"),
    ("college", "大专/高职高专", "college"),
    ("university", "本科及以上/本科/大学本科/硕士/硕士研究生/博士", "university and above"),
)
STUDENT = _choice(
    "student",
    ("not_student", "非在校生", "not at school"),
    ("preschool_age", "学龄前儿童", "below school age"),
    ("preschool", "学前教育", "preschool"),
    ("primary", "小学", "primary"),
    ("grade_7", "七年级/初中一年级", "grade 7"),
    ("grade_8", "八年级/初中二年级", "grade 8"),
    ("grade_9", "九年级/初中三年级", "grade 9"),
    ("junior", "初中", "junior secondary"),
    ("special_school", "特殊教育/特教/送教上门", "special school or taught at home"),
    ("senior_1", "普通高中一年级/高中一年级", "senior 1"),
    ("senior_2", "普通高中二年级/高中二年级", "senior 2"),
    ("senior_3", "普通高中三年级/高中三年级/高中", "senior 3"),
    ("vocational_1", "中职一年级", "vocational 1"),
    ("vocational_2", "中职二年级", "vocational 2"),
    ("vocational_3", "中职三年级/中职", "vocational 3"),
    ("college_1", "高职高专一年级", "college 1"),
    ("college_2", "高职高专二年级", "college 2"),
    ("college_3", "高职高专三年级/大专", "college 3"),
    ("university_1", "本科一年级", "university 1"),
    ("university_2", "本科二年级", "university 2"),
    ("university_3", "本科三年级", "university 3"),
    ("university_4", "本科四年级/本科/本科五年级", "university 4"),
    ("postgraduate", "硕士生及以上/硕士研究生及以上", "postgraduate"),
)
OUT_OF_SCHOOL_REASON = _choice(
    "out_of_school_reason",
    ("illness", "因病", "illness"),
    ("disability", "因残/重度残疾", "disability"),
    ("poverty", "因贫/家庭经济困难", "poverty"),
    ("tired_of_school", "厌学/学习困难", "tired of school"),
    ("work", "务工/外出务工", "work"),
    ("marriage", "早婚/早婚早育", "early marriage"),
    ("deferred", "缓学/暂缓入学", "entry deferred"),
    ("finished", "已完成义务教育/初中毕业", "finished compulsory schooling"),
    ("other", "其他/其它", "other"),
)
HEALTH = _choice(
    "health",
    ("healthy", "健康", "healthy"),
    ("chronic", "长期慢性病/慢性病/患有长期慢性病", "long-term chronic illness"),
    ("serious", "患有大病/大病/重病", "serious illness"),
    ("disabled", "残疾/残疾人", "disabled"),
)
LABOUR = _choice(
    "labour",
    ("ordinary", "普通劳动力", "ordinary labour"),
    ("skilled", "技能劳动力", "skilled labour"),
    ("weak", "弱劳动力或半劳动力/半劳动力/弱劳动力", "weak or half labour"),
    ("lost", "丧失劳动力", "labour lost"),
    ("none", "无劳动力", "no labour"),
)
WORK_PLACE = _choice(
    "work_place",
    ("township", "乡(镇)内务工/乡(镇)内/乡镇内/乡内", "in the township"),
    ("county", "乡(镇)外县内务工/乡外县内/县内/县内务工", "in the county"),
    ("province", "县外省内务工/县外省内/省内/省内务工", "in the province"),
    ("elsewhere", "省外务工/省外", "in another province"),
    ("none", "未务工/无/其他", "not working away"),
)
STRUCTURE = _choice(
    "structure",
    ("reinforced_concrete", "钢混/钢筋混凝土", "reinforced concrete"),
    ("brick_concrete", "砖混", "brick and concrete"),
    ("brick_timber", "砖木", "brick and timber"),
    ("earth_timber", "土木/土坯/石木", "earth and timber"),
    ("timber", "木/木结构/竹木", "timber"),
    ("other", "其他/其它", "other"),
)
HOUSE_GRADE = _choice(
    "house_grade",
    ("A", "A级/A", "grade A"),
    ("B", "B级/B", "grade B"),
    ("C", "C级/C", "grade C"),
    ("D", "D级/D", "grade D"),
)
ALLOWANCE_CLASS = _choice(
    "allowance_class",
    ("A", "A类/A", "class A"),
    ("B", "B类/B", "class B"),
    ("C", "C类/C", "class C"),
    ("none", "无/未享受", "none"),
)
ROAD = _choice(
    "road",
    ("cement", "水泥路/水泥/硬化路", "cement"),
    ("asphalt", "沥青路/柏油路", "asphalt"),
    ("gravel", "砂石路/沙石路", "gravel"),
    ("earth", "泥土路/土路", "earth"),
    ("none", "未通路/无", "none"),
)
FUEL = _choice(
    "fuel",
    ("firewood", "柴草/薪柴", "firewood"),
    ("dung", "干畜粪", "dung"),
    ("coal", "煤炭/煤", "coal"),
    ("gas", "清洁能源/燃气/液化气/沼气/天然气", "gas"),
    ("electricity", "电", "electricity"),
    ("other", "其他/其它", "other"),
)
JOB_CHANNEL = _choice(
    "job_channel",
    ("own", "自主创业就业/自行务工/自主就业", "found oneself"),
    ("government", "政府组织劳务输出/政府组织", "organised by government"),
    ("workshop", "帮扶车间(基地)吸纳/扶贫车间", "workshop"),
    ("public_post", "公益性岗位", "public-service post"),
    ("company", "企业招聘/龙头企业吸纳", "company"),
    ("other", "其他/其它", "other"),
)
