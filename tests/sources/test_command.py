"""`vanthu sources`: list, check, new, doctor."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipeline.cli import main
from pipeline.sources.archive import Archive
from pipeline.sources.description import Description
from tests.conftest import ROOT
from tests.portal.server import Fault
from tests.sources.conftest import BLOG, PRESS, TABLE, Bench


def test_new_drafts_what_can_be_run(bench: Bench) -> None:
    for path, kind, words in (
        ("/bang/ke-hoach", "listing", "4 links look like documents"),
        ("/bao/sitemap.xml", "sitemap", "a sitemap of 2 sitemaps"),
    ):
        command = [sys.executable, "-m", "pipeline", "sources", "new", bench.portal.base + path]
        command += ["--contact", "ai@vanthu.example", "--allow-private", "127.0.0.1"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert words in done.stdout
        assert Description.model_validate(yaml.safe_load(done.stdout)).start[0].kind == kind


def test_check_reads_the_archive(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    file = bench.describe(TABLE)
    bench.crawl(file)
    assert main(["sources", "check", str(file), "--archive", str(bench.archive)]) == 0
    assert "title: 6 of 6" in capsys.readouterr().out
    file.write_text(file.read_text("utf-8").replace("h1.tieu-de", "h1.ten"), "utf-8")
    assert main(["sources", "check", str(file), "--archive", str(bench.archive)]) == 1
    assert "title: 0 of 6" in capsys.readouterr().out


def test_check_reads_saved_pages(bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = bench.portal.layouts["bang"]
    for name, path in (("ds.html", "/bang/ke-hoach?cur=1"), ("kh.html", "/bang/ke-hoach/view/1")):
        answer = layout.answer(path, {})
        assert answer is not None
        (tmp_path / name).write_bytes(answer.body)
    file = bench.describe(TABLE)
    pages = (
        "checked:\n  day: 2026-11-21\n  against: cổng thử nghiệm\n  pages:\n"
        f"    - {{file: ds.html, url: '{bench.portal.base}/bang/ke-hoach', kind: listing}}\n"
        f"    - {{file: kh.html, url: '{bench.portal.base}/bang/ke-hoach/view/1', kind: detail}}\n"
    )
    file.write_text(file.read_text("utf-8") + pages, "utf-8")
    assert main(["sources", "check", str(file), "--saved", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "4 documents" in shown
    assert f"title: {layout.items[1].title}" in shown
    (tmp_path / "kh.html").write_text("<html><body><p>trống</p></body></html>")
    assert main(["sources", "check", str(file), "--saved", str(tmp_path)]) == 1
    assert "nothing stands where title should" in capsys.readouterr().out


def test_doctor_says_which_sources_need_a_look(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    files = [bench.describe(name) for name in (TABLE, BLOG, PRESS)]
    bench.portal.layouts["bang"].moved = True
    bench.portal.faults = [Fault("/tin/", "challenge")]
    bench.crawl(*files)
    assert main(["sources", "doctor", *map(str, files), "--archive", str(bench.archive)]) == 4
    shown = capsys.readouterr().out
    assert [line.split(" - ")[0] for line in shown.splitlines() if line.startswith("demo")] == [
        "demo-tin-tuc: blocked", "demo-bang-ke-hoach: layout changed", "demo-bao: well",
    ]  # fmt: skip


def test_an_archive_that_cannot_be_used_is_named(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(bench.describe(TABLE))
    assert main(["sources", "doctor", file, "--archive", str(bench.archive)]) == 2
    assert "there is no archive here" in capsys.readouterr().err
    with Archive.open(bench.archive, writing=True):
        command = [sys.executable, "-m", "pipeline", "run", file, "--archive", str(bench.archive)]
        command += ["--contact", "ai@vanthu.example", "--db", str(bench.folder / "facts.db")]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "another crawl writes to this archive" in done.stderr) == (5, True)
    assert bench.portal.seen == []
