"""Words that mean the same to a reader: short and full names, Chinese and English.

A line is one group. Words of a group find each other; the reader's own word ranks first.
"""

from portal.search import analysis

GROUPS = [
    "环评 | 环境影响评价 | environmental impact assessment | eia",
    "环境保护 | 环保 | environmental protection",
    "食药监 | 食品药品监督管理 | 食品药品监管 | food and drug administration",
    "市监局 | 市场监督管理局 | 市场监管 | market supervision",
    "安监 | 安全生产监督管理 | 安全监管 | work safety",
    "安全生产 | safe production | production safety",
    "消防安全 | fire safety",
    "消防 | fire protection | firefighting",
    "食品经营许可 | 餐饮服务许可 | 开饭店 | 开餐馆 | 饭店 | 餐馆 | restaurant licence",
    "食品经营许可 | food business licence | food business license | food operation licence",
    "营业执照 | business licence | business license",
    "行政许可 | administrative licence | administrative license",
    "行政处罚 | administrative penalty",
    "人社 | 人力资源和社会保障 | 人力资源社会保障 | human resources and social security",
    "社保 | 社会保险 | 社会保障 | social insurance | social security",
    "低保 | 最低生活保障 | minimum living allowance | subsistence allowance",
    "住建 | 住房和城乡建设 | 住房城乡建设 | housing and urban rural development",
    "城管 | 城市管理 | urban management",
    "发改 | 发展和改革 | 发展改革 | development and reform",
    "工商 | 工商行政管理 | industry and commerce",
    "卫计 | 卫生和计划生育 | 卫生计生 | health and family planning",
    "国土 | 国土资源 | land and resources",
    "教体 | 教育体育 | education and sports",
    "教育 | education",
    "政务公开 | government affairs publicity | open government",
    "权责清单 | 权力清单 | 责任清单 | list of powers and responsibilities",
    "公共服务清单 | 公共服务 | public services",
    "信息公开 | 政府信息公开 | information disclosure",
    "依申请公开 | disclosure on application",
    "拆迁 | 征收补偿 | 房屋征收 | expropriation | house expropriation",
    "土地征收 | 征地 | land expropriation",
    "税收 | taxation | tax",
    "预算 | 财政预算 | budget",
    "决算 | 财政决算 | final accounts",
    "城乡规划 | urban planning | urban and rural planning",
    "建设项目 | construction project",
    "公证 | notarization | notary",
    "法律援助 | legal aid",
    "扶贫 | 脱贫攻坚 | poverty relief | poverty alleviation",
    "就业 | employment",
    "街道办 | 街道办事处 | sub-district office | subdistrict office",
    "试点 | pilot",
    "实施方案 | implementation plan",
    "办事指南 | 服务指南 | service guide",
]


def _table() -> tuple[dict[str, list[str]], dict[tuple[str, ...], list[str]]]:
    chinese: dict[str, list[str]] = {}
    others: dict[tuple[str, ...], list[str]] = {}
    for line in GROUPS:
        group = [word.strip() for word in line.split("|")]
        for word in group:
            rest = [other for other in group if other != word]
            if word.isascii():
                key = tuple(english_key(word))
                others.setdefault(key, []).extend(rest)
            else:
                chinese.setdefault(word, []).extend(rest)
    return chinese, others


def english_key(phrase: str) -> list[str]:
    """Return the stems of an English phrase, by which its group is found."""
    return [word for run, _ in analysis.runs(phrase) if (word := analysis.english(run))]


CHINESE, ENGLISH = _table()
LONGEST_CHINESE = max(map(len, CHINESE))
LONGEST_ENGLISH = max(map(len, ENGLISH))
