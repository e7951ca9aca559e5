"""The Opinion's clauses, each in one plain sentence of our own, by the ids that the whole project cites."""

from typing import Final

from tuopin.common.words import Words

CLAUSES: Final[dict[str, Words]] = {
    "P0": Words("退出要严格、规范、透明，结论随时能够重新算出", "exits are strict, regular and open; every decision can be made again"),
    "G1": Words("2020 年以前，人、村、县有序退出", "people, villages and counties leave in good order before 2020"),
    "R1a": Words("稳定达到标准的，要及时退出", "who stably meets the standard leaves in time"),
    "R1b": Words("新贫困和返贫的人口，要及时纳入", "people newly poor or poor again are taken in in time"),
    "R1c": Words("不达标的不能退出，退出要经得起检查", "nobody leaves who does not meet the standard; every exit stands inspection"),
    "R2a": Words("中央统筹，省里负总责，市县落实，各管各的事", "the centre coordinates, the province answers for all, city and county carry out"),
    "R2b": Words("标准和程序全国统一，由国家检查、考核和备案", "one standard and procedure for the nation, inspected, assessed and filed"),
    "R2c": Words("省里订规划、年度计划和实施办法", "the province makes the plan, the yearly plan and the method"),
    "R2d": Words("市县汇总数据，逐户甄别，组织实施", "city and county sum up the data, screen and carry out"),
    "R3a": Words("程序公开，数据准确，档案齐全，结果公正", "open procedure, accurate data, complete files, just results"),
    "R3b": Words("户的退出必须经民主评议，村和县必须经审核审查", "a household needs the village's review; a village or county needs examination"),
    "R3c": Words("结果要公示公告，让群众参与评价", "results are posted and announced, and people take part"),
    "R3d": Words("有监督，有第三方评估，结果才可信", "supervision and third-party evaluation make results credible"),
    "R4a": Words("退出以后，政策和帮扶再延续一段时间", "after the exit, policies and support go on for a time"),
    "R4b": Words("提前退出的县，省里可以奖励", "counties that leave early may be rewarded by the province"),
    "H1": Words(
        "户：人均纯收入稳定高于扶贫标准，吃穿不愁，孩子有学上，看病有保障，住房安全",
        "household: income per head stably above the line, fed and clothed, schooling, medical care and a safe house assured",
    ),
    "H2": Words("村“两委”先组织民主评议，再提出名单", "the two committees hold the review, then name the households"),
    "H3": Words("村“两委”和驻村工作队入户核实", "the two committees and the resident work team verify at the house"),
    "H4": Words("退出的户自己要认可", "the household that leaves agrees"),
    "H5": Words("在村里公示，没有异议才能往下走", "posted in the village; it goes on only without objection"),
    "H6": Words("公告退出，在名册上销号", "the exit is announced and the household struck from the register"),
    "V1": Words("村：贫困发生率降到 2%（西部 3%）以内", "village: incidence down to 2 % (west: 3 %) or less"),
    "V2": Words("村：同时看基础设施、公共服务、产业和集体收入", "village: infrastructure, services, industry and collective income are weighed too"),
    "V3": Words("在乡镇范围公示，没有异议再公告", "posted in the township, announced when nobody objects"),
    "C1": Words("国家贫困县：重点县和片区县，共 832 个", "poor counties of the nation: key counties and contiguous-area counties, 832 in all"),
    "C2": Words("县：贫困发生率降到 2%（西部 3%）以内", "county: incidence down to 2 % (west: 3 %) or less"),
    "C3": Words("县里提出，市里初审，省里核查，再公示征求意见", "the county proposes, the city examines, the province checks and publishes for comment"),
    "C4": Words("没有异议的，由省里审定并上报", "without objection the province settles it and reports"),
    "C5": Words("国家对退出的县组织专项评估检查", "the nation evaluates the county that leaves"),
    "C6": Words("条件不够或程序没走完的，责成核查处理", "conditions not met or steps left out: the place checks and handles it"),
    "C7": Words("符合条件的，由省级政府正式批准", "conditions met: the provincial government approves"),
    "W1a": Words("每年的完成情况纳入对省里的考核", "each year's work counts in the assessment of the province"),
    "W1b": Words("基层做好核实、公示、备案和录入", "local offices verify, post, file and enter the data"),
    "W2a": Words("各省按本地实际订退出方案", "each province makes a plan that fits it"),
    "W2b": Words("方案要实在，不能一味赶进度", "plans fit reality; speed is not the aim"),
    "W3a": Words("跟踪研判，早发现苗头", "follow events and see early signs"),
    "W3b": Words("评估激励政策的效果", "evaluate what the incentives achieve"),
    "W4a": Words("定期或不定期巡查、督导、专项检查", "patrols, supervision and special inspections"),
    "W4b": Words("弄虚作假、违规操作的，要追究责任", "fraud and irregular operation are answered for"),
}


def clause(ids: str) -> Words:
    """One sentence for a clause id, or for several joined by commas or a hyphen; an id we do not know speaks for itself."""
    names = [name.strip() for name in ids.replace("-", ",").replace("、", ",").split(",")]
    known = [CLAUSES[name] for name in names if name in CLAUSES]
    return Words("；".join(words.zh for words in known), "; ".join(words.en for words in known)) if known else Words(ids, ids)
