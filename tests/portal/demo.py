"""`make demo`: crawl the test portal, archive and read it, search it; then again, when two pages have changed."""

import shlex
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from re import search

from tests.portal.server import Portal

DOCUMENT = "/view/|/bai/|/tep/|/tai-ve/|/0/|trien-khai"  # in the address of a document or a file
PORT = 8917  # the descriptions name it
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = Path("output/demo")


def main() -> int:
    """Run the demonstration from the project's folder; the exit status of the first command that fails."""
    shutil.rmtree(ROOT / OUT, ignore_errors=True)
    sources = sorted(path.relative_to(ROOT).as_posix() for path in (HERE / "sources").glob("*.yml"))
    crawl = ["run", *sources, "--db", str(OUT / "facts.db"), "--contact", "demo@vanthu.example"]
    with Portal(PORT) as portal:
        documents = sum(len(layout.items) for name, layout in portal.layouts.items() if name != "thu-vien")
        print(f"A portal of {documents} documents in four layouts is open at {portal.base}.\n", flush=True)
        for after in (
            crawl,
            ["search", "san xuat sach hon", "--kind", "target", "--limit", "3", "--db", str(OUT / "facts.db")],
        ):
            if status := vanthu(*after):
                return status
        portal.layouts["bang"].change(3)
        portal.layouts["tin"].change(1002)
        portal.seen.clear()
        print("\nTwo pages of the portal have changed. The same crawl again:\n", flush=True)
        if status := vanthu(*crawl, shown=14):
            return status
        answers = Counter(one.status for one in portal.seen)
        sent = [one.path for one in portal.seen if one.status == 200 and search(DOCUMENT, one.path)]
    print(f"\nThe portal was asked {sum(answers.values())} times, and answered {answers[304]} times: not modified.")
    print(f"Of documents it sent {len(sent)} again: {', '.join(sent)}")
    print(f"What was fetched: {OUT / 'archive'}, as WARC. The facts: {OUT / 'facts.db'}.")
    return vanthu("sources", "doctor", *sources, "--db", str(OUT / "facts.db"))


def vanthu(*arguments: str, shown: int | None = None) -> int:
    """Run a command of vanthu, and print it and what it prints, or the first lines of that."""
    print(f"$ vanthu {shlex.join(arguments)}", flush=True)
    command = [sys.executable, "-m", "pipeline", *arguments]
    if shown is None:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, text=True)
    lines = done.stdout.splitlines()
    print("\n".join([*lines[:shown], "…"] if len(lines) > shown else lines))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
