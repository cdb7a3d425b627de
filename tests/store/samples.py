"""Documents and facts made by hand for the store's tests."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.model import Agency, Date, Document, Edtf, Facts, Official, PlanNumber, Problem, Span, Target
from pipeline.store import Store

PLAN = (
    "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP\n"
    "Số: 154/KH-UBND\n"
    "KẾ HOẠCH\n"
    "Sản xuất sạch hơn trong công nghiệp đến năm 2020\n"
    "Ngày 12 tháng 8 năm 2019, ông Nguyễn Văn Mẫu, Phó Giám đốc Sở Công Thương, nêu mục tiêu chung.\n"
    "Đến năm 2020, 50% cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn. Kinh phí lấy từ ngân sách tỉnh.\n"
)
NEWS = "Sáng nay, trời nắng đẹp ở Hà Giang. Bà con vui mừng ra đồng gặt lúa.\n"


def span(text: str, quote: str, part: str = "fact") -> Span:
    """The first place of a quote in a text."""
    start = text.index(quote)
    return Span(text, start, start + len(quote), quote, part)


def plan(text: str = PLAN, address: str = "https://tin.example/ke-hoach-154.html", **known: Any) -> Facts:
    """Six facts of a plan whose text holds PLAN's quotes."""
    document = Document(text=text, address=address, url=address, **known)
    return Facts(
        document=document,
        doc_kind="plan",
        published="2019-08-12",
        dates=(
            Date(
                mentions=(span(text, "12 tháng 8 năm 2019"),),
                rule="dates/day",
                value=Edtf.day(2019, 8, 12),
                role="issued",
            ),
            Date(mentions=(span(text, "năm 2020"),), rule="dates/year", value=Edtf.year(2020), role="deadline"),
        ),
        plan_numbers=(
            PlanNumber(
                mentions=(span(text, "154/KH-UBND"),),
                rule="numbers/code",
                number="154/KH-UBND",
                type="Kế hoạch",
                issuer="Ủy ban nhân dân tỉnh Đồng Tháp",
                date=Edtf.day(2019, 8, 12),
                title="Sản xuất sạch hơn trong công nghiệp đến năm 2020",
                role="self",
            ),
        ),
        officials=(
            Official(
                mentions=(span(text, "Nguyễn Văn Mẫu"), span(text, "Phó Giám đốc", "title")),
                rule="officials/title",
                name="Nguyễn Văn Mẫu",
                title="Phó Giám đốc",
                agency="Sở Công Thương tỉnh Đồng Tháp",
            ),
        ),
        agencies=(
            Agency(mentions=(span(text, "Sở Công Thương"),), rule="agencies/so", name="Sở Công Thương tỉnh Đồng Tháp"),
        ),
        targets=(
            Target(
                mentions=(span(text, "50% cơ sở sản xuất công nghiệp"), span(text, "Đến năm 2020", "by")),
                rule="targets/percent",
                indicator="tỷ lệ cơ sở sản xuất công nghiệp áp dụng sản xuất sạch hơn",
                comparator="=",
                value=50,
                unit="%",
                by=Edtf.year(2020),
            ),
        ),
        problems=(Problem("no-title", "the page gives no title"),),
        unread={"number": ("15,5 tỷ", "15,5 tỷ"), "date": ("rằm tháng Giêng",)},
    )


def article(text: str, address: str, **known: Any) -> Facts:
    """A document without facts."""
    given: Mapping[str, Any] = {"published": None, **known}
    return Facts(document=Document(text=text, address=address, **given), doc_kind="news", published=given["published"])


def store_with(path: Path, *documents: Facts, rules: str = "r1") -> Store:
    """A new store that holds some documents; the caller closes it."""
    store = Store.open(path)
    run = store.begin_run(rules)
    for facts in documents:
        store.put(facts, rules=rules, run=run)
    store.end_run(run, "done", {"new": len(documents)})
    return store


def dump(store: Store, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, full-text tables included, but for the tables named."""
    tables = [name for (name,) in store.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: store.conn.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
        for name in tables
        if name not in without and not name.startswith("sqlite_")
    }
