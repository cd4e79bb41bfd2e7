"""Find dates in Chinese and Japanese: "周一深夜", "3月5日", "昨天", "月曜日の朝".

Neither language has tenses like those of Europe. A weekday is the last one before publication, or
the next one if its clause speaks of the future ("将", "予定").
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from briefer.analysis.annotations import Span
from briefer.analysis.time_values import TimeValue, days_from, month_value, year_near

_DAYS: Final = {
    day: number for days in ("一二三四五六日", "月火水木金土天") for number, day in enumerate(days)
}
_NEAR: Final = {
    "前天": -2, "前日": -1, "昨天": -1, "昨日": -1, "昨晚": -1, "今天": 0, "今日": 0, "今晨": 0,
    "今早": 0, "今晚": 0, "明天": 1, "明日": 1, "一昨日": -2,
}  # fmt: skip
_PARTS: Final = {
    "凌晨": "NI", "清晨": "MO", "早上": "MO", "早晨": "MO", "上午": "MO", "中午": "MI",
    "下午": "AF",
    "傍晚": "EV", "晚间": "EV", "晚上": "EV", "深夜": "NI", "夜间": "NI", "夜里": "NI",
    "未明": "NI", "早朝": "MO", "午前": "MO",
    "朝": "MO", "昼": "MI", "午後": "AF", "夕方": "EV",
    "夜": "EV", "晚": "EV",
}  # fmt: skip
_FUTURE = re.compile(r"将|會|会(?=[在于有])|拟|计划|計劃|预计|予定|見通し|始まる")
_CLAUSE = re.compile(r"[^\W_]*")

TIME: Final = (
    r"(?:(?:(?:(?:\d{4}|今|去|明)年)?\d{1,2}月)?\d{1,2}日"
    r"|(?:上|下|本|这)?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日]曜日?"
    rf"|{'|'.join(sorted(_NEAR, key=len, reverse=True))})"
    rf"(?:の?(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))}))?"
)
"""Matches a day, with a part of it."""

_DATE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<dom>\d{1,2})日)?"
    r"|(?P<week>上|下|本|这)?(?:周|週|星期|礼拜|禮拜)(?P<zh_day>[一二三四五六日天])(?![月年])"
    r"|(?P<ja_day>[月火水木金土日])曜日?"
    rf"|(?P<near>{'|'.join(sorted(_NEAR, key=len, reverse=True))})"
)
_PART = re.compile(rf"の?(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})")


def find_cjk_dates(text: str, published: date | None) -> Iterator[tuple[Span, TimeValue]]:
    """Yield the dates of a text with their values, counted from the day of publication."""
    for match in _DATE.finditer(text):
        day = _day_of(match, published)
        part = None if day is None and match["month"] else _PART.match(text, match.end())
        span = Span(match.start(), part.end() if part else match.end())
        if match["month"] and not match["dom"]:
            if match["year"]:
                yield span, month_value(int(match["year"]), int(match["month"]))
        elif part is None:
            yield span, TimeValue("date", day.isoformat() if day else None, "day" if day else None)
        else:
            value = f"{day.isoformat()}T{_PARTS[part['part']]}" if day else None
            yield span, TimeValue("time", value, "part_of_day" if day else None)


def _day_of(match: re.Match[str], published: date | None) -> date | None:
    if match["month"]:
        return _calendar_day(match, published)
    if published is None:
        return None
    if match["near"]:
        return days_from(published, _NEAR[match["near"]])
    wanted = _DAYS[match["zh_day"] or match["ja_day"]]
    ahead = (wanted - published.weekday()) % 7
    in_week = wanted - published.weekday()
    if match["week"]:
        return days_from(published, in_week + {"上": -7, "下": 7}.get(match["week"], 0))
    clauses = _CLAUSE.finditer(match.string)
    clause = next(one[0] for one in clauses if one.start() <= match.start() < one.end())
    if _FUTURE.search(clause):
        return days_from(published, ahead)
    return days_from(published, ahead - 7 if ahead else 0)


def _calendar_day(match: re.Match[str], published: date | None) -> date | None:
    if not match["dom"]:
        return None
    month, dom = int(match["month"]), int(match["dom"])
    if match["year"]:
        year: int | None = int(match["year"])
    else:
        year = year_near(published, month, dom) if published and 1 <= month <= 12 else None
    try:
        return date(year, month, dom) if year else None
    except ValueError:
        return None
