"""`vanthu nightly`: one at a time, a report of what is new, alerts told once, and a status for cron."""

import json
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.batch.lock import run_lock
from pipeline.batch.nightly import Crawled, Told, draw_up
from pipeline.cli import main
from pipeline.store import Store, Wanted, schema
from pipeline.terminal.chart import bar_chart
from pipeline.terminal.nightly_report import markdown, page
from tests.store.samples import PLAN, plan, store_with

SECOND = PLAN.replace("154/KH-UBND", "155/KH-UBND").replace("50%", "60%")


class Night:
    """A folder of documents, and nights over it."""

    def __init__(self, place: Path) -> None:
        self.documents, self.db = place / "documents", place / "out" / "facts.db"
        self.reports, self.log = self.db.parent / "reports", place / "night.jsonl"
        self.documents.mkdir()
        self.write("một", PLAN)

    def write(self, name: str, text: str) -> None:
        (self.documents / f"{name}.txt").write_text(text, "utf-8")

    def pass_by(self) -> int:
        return main(["nightly", str(self.documents), "--db", str(self.db), "--log", str(self.log), "--jobs", "1"])

    @property
    def news(self) -> dict[str, object]:
        return self.report["news"]  # type: ignore[return-value]

    @property
    def report(self) -> dict[str, object]:
        return json.loads((self.reports / "latest.json").read_text("utf-8"))

    @property
    def events(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()]


@pytest.fixture
def night(tmp_path: Path) -> Night:
    return Night(tmp_path)


def totals(night: Night) -> tuple[object, ...]:
    return tuple(night.news[name] for name in ("documents", "plans_total", "changed_total", "problems_total"))


def test_a_report_tells_what_is_new_since_the_last(night: Night) -> None:
    assert night.pass_by() == 0
    assert totals(night) == (1, 1, 0, 0)
    assert [plan["number"] for plan in night.news["plans"]] == ["154/KH-UBND"]  # type: ignore[attr-defined]
    assert night.pass_by() == 0
    assert totals(night) == (0, 0, 0, 0)
    night.write("hai", SECOND)
    night.write("một", PLAN.replace("50%", "70%"))
    (night.documents / "ba.pdf").write_bytes(b"%PDF-1.7 broken")
    assert night.pass_by() == 1
    assert totals(night) == (1, 1, 1, 1)
    assert {line["value"].split(": ")[1][:4] for line in night.news["targets"]} == {"60 %", "70 %"}  # type: ignore[attr-defined]
    for suffix in ("md", "html"):
        text = (night.reports / f"latest.{suffix}").read_text("utf-8")
        assert "155/KH-UBND" in text
        assert "ba.pdf" in text.replace("\\", "")
        assert "154/KH-UBND" not in text.partition("New targets")[0]
    assert [event["event"] for event in night.events][-4:] == ["problem", "read", "reported", "ended"]
    assert night.events[-1]["status"] == 1


def test_what_a_killed_night_stored_is_told_by_the_next(night: Night) -> None:
    night.pass_by()
    night.write("hai", SECOND)
    assert main(["run", str(night.documents), "--db", str(night.db)]) == 0  # and no report of it
    night.pass_by()
    assert totals(night) == (1, 1, 0, 0)


def test_a_store_made_anew_is_told_as_a_whole(night: Night) -> None:
    for _ in range(2):
        night.pass_by()
    assert totals(night) == (0, 0, 0, 0)
    for path in night.db.parent.glob("facts.db*"):
        path.unlink()
    night.pass_by()
    assert totals(night) == (1, 1, 0, 0)


@pytest.mark.parametrize("last", ["{broken", "[]", '{"until": 5, "news": 3}'])
def test_a_last_report_that_is_none_is_named(night: Night, capsys: pytest.CaptureFixture[str], last: str) -> None:
    night.reports.mkdir(parents=True)
    (night.reports / "latest.json").write_text(last, "utf-8")
    assert night.pass_by() == 2
    assert "latest.json: this is no report that vanthu wrote" in capsys.readouterr().err
    assert not night.db.exists()  # nothing was done
    (night.reports / "latest.json").unlink()
    assert night.pass_by() == 0
    assert totals(night) == (1, 1, 0, 0)


def test_alerts_are_told_once(night: Night) -> None:
    night.pass_by()
    with Store.open(night.db) as store:
        store.add_watch("kế hoạch", Wanted("ke hoach"))
    night.pass_by()
    assert night.report["alerts"] == []
    night.write("hai", SECOND + "Việc này nói về lúa nước, tôm sú, đường sá và cầu cống của các xã ven biển.\n" * 3)
    night.pass_by()
    assert [alert["watch"] for alert in night.report["alerts"]] == ["kế hoạch"]  # type: ignore[attr-defined]
    assert "alert" in [event["event"] for event in night.events]


def test_one_night_at_a_time(night: Night, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.test_cli import vanthu

    night.pass_by()
    with run_lock(night.db, ".nightly.lock"):
        done = vanthu("nightly", night.documents, "--db", night.db, "--log", night.log)
    assert done.returncode == 5
    assert "another run" in done.stderr
    assert night.events[-1]["event"] == "stopped"
    with run_lock(night.db):
        assert vanthu("nightly", night.documents, "--db", night.db).returncode == 5


def test_wrong_use_is_told(night: Night) -> None:
    assert main(["nightly", "nowhere-at-all", "--db", str(night.db)]) == 2
    assert not night.db.exists()


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, [name for name, _ in attrs]))


def test_what_documents_hold_stays_text_in_reports(tmp_path: Path) -> None:
    harm = "</td><script>alert(1)</script><img src=x onerror=alert(1)> | [x](javascript:alert(1)) `a` **b**\n# c"
    db = tmp_path / "facts.db"
    store_with(db, plan(PLAN, title=harm, source=harm)).close()
    crawls = [Crawled("x", harm, "blocked", 0, 0, 0, "blocked", (harm,))]
    night = draw_up(db, Told(), crawls, 4)
    tags = Tags(page(night)).seen
    assert not {"script", "img", "a"} & {tag for tag, _ in tags}
    assert not [name for _, names in tags for name in names if name.startswith("on")]
    for line in markdown(night).splitlines():
        assert not line.startswith("# c")
        plain = line.replace("\\\\", "").replace("\\|", "")
        assert plain.count("|") in (0, 3, 4, 6)
        for sign in ("<", "`", "**", "[x]"):
            assert sign not in line.replace(f"\\{sign[0]}", ""), line


def test_charts_are_drawn_to_scale() -> None:
    assert bar_chart("none", [], []) == ""
    chart = ElementTree.fromstring(bar_chart("a <b>", ["x", "y"], [("new", [2, 0]), ("changed", [2, 1])]))
    tall = [float(bar.get("height", 0)) for bar in chart.findall("{*}rect") if bar.get("width") != "10"]
    assert tall[0] == tall[1] == 2 * tall[3] > 0 == tall[2]
    ElementTree.fromstring(bar_chart("zero", ["x"], [("new", [0])]))


def test_a_store_is_copied_before_its_tables_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "facts.db"
    *older, (last, _) = schema._MIGRATIONS.items()
    with monkeypatch.context() as old:
        old.setattr(schema, "_MIGRATIONS", dict(older))
        store_with(db).close()
    before = sqlite3.connect(db).execute("SELECT sql FROM sqlite_master").fetchall()
    Store.open(db).close()
    copy = sqlite3.connect(tmp_path / f"facts.db.before-{last}")
    assert copy.execute("SELECT sql FROM sqlite_master").fetchall() == before
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not list(tmp_path.glob("*.part"))
    Store.open(tmp_path / "new.db").close()
    assert not list(tmp_path.glob("new.db.before*"))
