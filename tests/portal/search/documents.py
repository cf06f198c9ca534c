"""Search documents for the tests of the engines."""

from datetime import date

from portal.search.documents import SearchDocument


def document(key: str, title: str, **values) -> SearchDocument:
    """Return a document; ``key`` is like "matter:1" and gives the type."""
    values.setdefault("text", "")
    return SearchDocument(
        key=key, type=key.split(":")[0], title=title, path=f"/{key.replace(':', '/')}/", **values
    )


PLAN = document(
    "publication:1",
    "无锡市基层政务公开标准化规范化试点工作实施方案",
    title_en="Implementation plan for the pilot of standardized publicity",
    code="锡政办发〔2017〕186号",
    numbers=("锡政办发〔2017〕186号", "014006438/2017-00137"),
    department="WX-ZFB",
    day=date(2017, 9, 14),
    text="试点领域包括环境影响评价审批、食品经营许可与消防安全。See also fire safety.",
)
EIA = document(
    "power:1",
    "一般建设项目环境影响评价审批",
    code="0100112000",
    numbers=("0100112000",),
    department="BH-HBJ",
    field="environment",
    day=date(2018, 1, 2),
    text="《中华人民共和国环境影响评价法》第二十二条",
)
FOOD_GUIDE = document(
    "matter:1",
    "食品经营许可服务指南",
    code="M-0001",
    numbers=("M-0001",),
    department="BH-SJJ",
    field="food",
    day=date(2018, 3, 1),
    text="适用范围；审批依据；受理机构",
)
FOOD = document(
    "matter:2",
    "食品经营许可",
    title_en="Food business licence",
    code="M-0002",
    numbers=("M-0002",),
    department="BH-SJJ",
    field="food",
    day=date(2018, 2, 1),
    text="经营者名称；许可证编号",
)
FIRE = document(
    "power:2",
    "公众聚集场所投入使用营业前消防安全检查",
    title_en="Fire safety inspection of public gathering places before opening",
    code="0200016000",
    numbers=("0200016000",),
    department="BH-XF",
    field="safety",
    day=date(2018, 1, 3),
    text="《中华人民共和国消防法》第十五条",
)
TRUCKS = document(
    "service:1",
    "消防车停放咨询",
    title_en="Safety of parked fire engines",
    code="S-1",
    numbers=("S-1",),
    department="BH-XF",
    field="safety",
    text="公共服务",
)
TAX = document(
    "service:2",
    "个人所得税咨询",
    code="S-2",
    numbers=("S-2",),
    department="BH-SWJ",
    field="taxation",
    text="办税指南",
)
ALL = [PLAN, EIA, FOOD_GUIDE, FOOD, FIRE, TRUCKS, TAX]
