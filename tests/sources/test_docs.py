"""What docs/sources.md says is so."""

import re
from collections import Counter

from pipeline.sources.archive import Role
from pipeline.sources.crawling.result import Ending
from pipeline.sources.description import Description, Fields, Limits, Start
from tests.conftest import ROOT
from tests.portal.layouts import layouts
from tests.sources.conftest import Bench

PAGE = (ROOT / "docs" / "sources.md").read_text("utf-8")


def test_the_fifth_layout_takes_one_description(bench: Bench) -> None:
    (text,) = re.findall(r"```yaml rules/sources/thu-vien\.yml\n(.*?)```", PAGE, re.S)
    bench.portal.layouts["thu-vien"] = layouts()["thu-vien"]
    path = bench.folder / "thu-vien.yml"
    path.write_text(text.replace(":8917", f":{bench.portal.port}"), "utf-8")
    (result,) = bench.crawl(path)
    assert (result.ending, result.problems) == (Ending.COMPLETE, [])
    current = bench.current("thu-vien")
    assert Counter(one.role for one in current) == {Role.DOCUMENT: 20, Role.ATTACHMENT: 20}
    said = [one.context["listed"]["number"][1] for one in current if one.role is Role.DOCUMENT]
    assert sorted(said) == sorted(f"{number}/KH-UBND" for number in range(4020, 4040))


def test_every_key_is_explained() -> None:
    keys = {*Description.model_fields, *Start.model_fields, *Fields.model_fields, *Limits.model_fields}
    assert not [key for key in sorted(keys) if f"`{key}`" not in PAGE and key not in ("kind", "url")]


def test_every_ending_is_explained() -> None:
    assert not [ending for ending in Ending if f"`{ending}`" not in PAGE and ending is not Ending.STOPPED]
