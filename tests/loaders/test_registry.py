"""A format is a module; the rules of pages are checked when they are read."""

import shutil
import sys
from pathlib import Path

import pytest

from pipeline.loaders import formats, load_bytes, registry
from pipeline.loaders.page_rules import load_page_rules
from pipeline.rulebook import RulebookError
from pipeline.rulebook.location import default_directory

NEW_FORMAT = """
from pipeline.loaders.known import Found, document_of

class Sms:
    name = "sms"
    general = False
    def claims(self, head, name):
        return head.startswith(b"SMS:")
    def load(self, data, known):
        return document_of(Found(data[4:].decode()), known, self.name)

LOADER = Sms()
"""


def test_a_new_module_is_a_new_format(tmp_path, monkeypatch):
    (tmp_path / "sms.py").write_text(NEW_FORMAT)
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    registry.loaders.cache_clear()
    try:
        names = [loader.name for loader in registry.loaders()]
        assert "sms" in names
        assert names[-1] == "txt"
        assert load_bytes("SMS:Họp lúc 8 giờ".encode()).format == "sms"
    finally:
        registry.loaders.cache_clear()
        sys.modules.pop(f"{formats.__name__}.sms", None)


def test_the_rules_of_pages_hold():
    assert load_page_rules() is load_page_rules()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("furniture_marks:", "furniture_mark:"), "unknown key 'furniture_mark'"),
        (("rejects: [div sidebar,", "rejects: [div chi tiet tin,"), "article_marks: matches 'div chi tiet tin'"),
        (("examples: [Các tin đã đưa,", "examples: [Lời nói đầu,"), "does not match its example 'Lời nói đầu'"),
    ],
)
def test_mistakes_in_the_rules_are_named(tmp_path, change, said):
    shutil.copy(default_directory() / "pages.yml", tmp_path)
    file: Path = tmp_path / "pages.yml"
    file.write_text(file.read_text("utf-8").replace(*change), "utf-8")
    with pytest.raises(RulebookError, match=r"pages\.yml:") as caught:
        load_page_rules(tmp_path)
    assert said in str(caught.value)
