"""Rows of a large dataset for benchmarks: twelve columns, six of them Chinese text.

The same number of rows is the same file, byte by byte; a million rows are about 170 MB of CSV.
"""

import csv
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from catalogs.data_enums import ColumnType

# Name, type, and whether queries by it are to be fast.
COLUMNS = (
    ("编号", ColumnType.TEXT, True),
    ("名称", ColumnType.TEXT, False),
    ("镇街", ColumnType.TEXT, True),
    ("类别", ColumnType.TEXT, True),
    ("部门", ColumnType.TEXT, False),
    ("地址", ColumnType.TEXT, False),
    ("备注", ColumnType.TEXT, False),
    ("金额", ColumnType.NUMBER, True),
    ("数量", ColumnType.INTEGER, False),
    ("日期", ColumnType.DATE, True),
    ("更新时间", ColumnType.DATETIME, False),
    ("有效", ColumnType.BOOLEAN, False),
)
TOWNS = ("河埒街道", "荣巷街道", "蠡园街道", "蠡湖街道", "华庄街道", "太湖街道", "马山街道", "雪浪")
CATEGORIES = tuple(
    f"{subject}{act}"
    for subject in ("食品", "药品", "消防", "建筑", "环保", "养老", "教育", "体育", "文化", "交通")
    for act in ("许可", "备案", "检查", "补助")
)
DEPARTMENTS = ("民政局", "教育局", "生态环境局", "住房和城乡建设局", "市场监督管理局", "应急管理局")
ROADS = ("太湖大道", "梁溪路", "蠡湖大道", "建筑西路", "隐秀路", "观山路", "金融一街", "立信大道")
STEMS = ("锦绣", "鼋头渚", "梅园", "长广溪", "雪浪山", "渔父岛", "金城湾", "贡湖湾", "十八湾")
KINDS = ("餐饮管理公司", "幼儿园", "建材经营部", "养老服务中心", "便利店", "健身馆", "科技公司")
NOTES = ("材料齐全，准予通过", "按期办结", "已现场核查，符合要求", "限期整改后复查合格", "街道初审")
FIRST_DAY = date(2016, 1, 1)
DAYS = 3900
EMPTY_NOTES = 0.1
ROWS_AT_ONCE = 10_000
SEED = 20261124


def rows() -> Iterator[tuple[str, ...]]:
    """Yield rows without end, as they stand in the file."""
    rng = random.Random(SEED)
    days = [FIRST_DAY + timedelta(days=number) for number in range(DAYS)]
    number = 0
    while True:
        for town, category, department, road, stem, kind, note, day in zip(
            rng.choices(TOWNS, range(len(TOWNS), 0, -1), k=ROWS_AT_ONCE),
            rng.choices(CATEGORIES, k=ROWS_AT_ONCE),
            rng.choices(DEPARTMENTS, k=ROWS_AT_ONCE),
            rng.choices(ROADS, k=ROWS_AT_ONCE),
            rng.choices(STEMS, k=ROWS_AT_ONCE),
            rng.choices(KINDS, k=ROWS_AT_ONCE),
            rng.choices(NOTES, k=ROWS_AT_ONCE),
            rng.choices(days, k=ROWS_AT_ONCE),
            strict=True,
        ):
            number += 1
            chance = rng.random()
            moment = datetime.combine(day, datetime.min.time()) + timedelta(
                seconds=int(chance * 86_400)
            )
            yield (
                f"BH{number:08d}",
                f"{stem}{kind}{int(chance * 90_000)}",
                town,
                category,
                department,
                f"{road}{1 + int(chance * 899)}号",
                "" if chance < EMPTY_NOTES else note,
                f"{chance * chance * 1_000_000:.2f}",
                str(int(chance * 7_919) % 500),
                day.isoformat(),
                moment.isoformat(),
                "true" if chance < 0.8 else "false",
            )


def write_csv(path: Path, count: int) -> None:
    """Write a UTF-8 CSV file with header row and ``count`` rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([name for name, _kind, _indexed in COLUMNS])
        writer.writerows(islice(rows(), count))
