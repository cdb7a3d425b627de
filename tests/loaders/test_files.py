"""Loading files and bytes: what is refused, what sidecars say, where documents live."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.loaders import MAX_BYTES, Known, LoadError, address_of, load, load_bytes

TEXT = "Huyện Sông Hinh giao 60 ha rừng cho 4 buôn quản lý."


def refused(data: bytes) -> str:
    with pytest.raises(LoadError) as caught:
        load_bytes(data)
    return f"{caught.value.code}: {caught.value}"


def write(folder: Path, name: str, content: str | dict) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a\0\0", "GIF"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "XML"),
    ],
)
def test_known_formats_that_are_not_read(data, said):
    message = refused(data)
    assert message.startswith("unsupported-format: ")
    assert said in message
    assert message.endswith("not read yet")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf  \n", b"<html><script>go()</script></html>"])
def test_empty(data):
    assert refused(data).startswith("empty")


def test_too_large_says_both_sizes(tmp_path):
    assert "20,000,001 bytes" in refused(b"a" * (MAX_BYTES + 1))
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 1000)  # sparse: were it read, the test would not end
    with pytest.raises(LoadError, match=r"20,000,000,000 bytes, more than the 20,000,000") as caught:
        load(path)
    assert caught.value.code == "too-large"
    assert str(path) in str(caught.value)


def test_not_files(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, code in (("", "not-a-file"), ("pipe", "not-a-file"), ("none.txt", "missing")):
        with pytest.raises(LoadError) as caught:
            load(tmp_path / name)
        assert caught.value.code == code


def test_unreadable(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", TEXT)

    def deny(*_args, **_kwargs):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", deny)
    with pytest.raises(LoadError) as caught:
        load(path)
    assert caught.value.code == "unreadable"


def test_the_name_does_not_tell_the_format(tmp_path):
    assert load(write(tmp_path, "a.html", TEXT)).format == "txt"
    assert load(write(tmp_path, "b.txt", f"<html><body><p>{TEXT}</p></body></html>")).format == "html"
    assert load(write(tmp_path, "c.txt", "1 < 2, 3 > 2 và a<b>c")).format == "txt"


def test_plain_text_is_kept_as_it_came(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffDòng một  \r\n\r\n  dòng\u00a0hai\u2028x\r".encode())
    document = load(path)
    assert document.text == "Dòng một  \n\n  dòng\u00a0hai\u2028x\n"
    assert document.title is None
    assert document.address == path.as_uri()


def test_a_sidecar(tmp_path):
    path = write(tmp_path, "a.txt", TEXT)
    known = {
        "url": "https://x.example/a",
        "title": "Giao rừng",
        "published": "2021-05-04T23:30:00Z",
        "source": "x",
        "n": 1,
    }
    write(tmp_path, "a.meta.json", known)
    document = load(path)
    assert (document.url, document.address) == ("https://x.example/a", "https://x.example/a")
    assert (document.title, document.source) == ("Giao rừng", "x")
    assert (document.published, document.published_source) == ("2021-05-05", "sidecar")
    assert document.problems == ()


def test_a_sidecar_beats_the_page(tmp_path):
    page = '<html><head><title>Tên khác hẳn</title><meta property="article:published_time" content="2020-01-01"></head>'
    path = write(tmp_path, "a.html", f"{page}<body><p>{TEXT}</p></body></html>")
    assert load(path).published == "2020-01-01"
    write(tmp_path, "a.meta.json", {"published": "2021-05-04", "title": "Giao rừng"})
    document = load(path)
    assert (document.published, document.title) == ("2021-05-04", "Giao rừng")


@pytest.mark.parametrize("sidecar", ["", "{", "[1]", '"x"', "null", "[" * 100_000, '{"url": 5, "title": ["a"]}'])
def test_a_broken_sidecar_is_a_problem(tmp_path, sidecar):
    path = write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "a.meta.json", sidecar)
    document = load(path)
    assert document.text == TEXT
    assert {problem.code for problem in document.problems} == {"sidecar"}
    assert all("a.meta.json" in str(problem.where) for problem in document.problems)


@pytest.mark.parametrize("published", ["tháng 5/2021", "2021-02-30", "hôm qua", 20210504, True])
def test_a_sidecar_with_no_day(tmp_path, published):
    path = write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "a.meta.json", {"published": published})
    document = load(path)
    assert document.published is None
    assert ["published" in problem.message for problem in document.problems] == [True]


def test_addresses_of_files_that_share_a_stem(tmp_path):
    known = Known(url="https://x.example/a")
    text = write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "a.meta.json", {})
    write(tmp_path, "b.txt", TEXT)
    assert address_of(text, known) == "https://x.example/a"
    assert address_of(text, Known()) == text.as_uri()
    page = write(tmp_path, "a.html", TEXT)
    os.utime(tmp_path, ns=(1, 1))  # a folder's time may be too coarse to tell a change within a test
    assert address_of(text, known) == "https://x.example/a#a.txt"
    assert address_of(page, known) == "https://x.example/a#a.html"


def test_bytes_without_an_address():
    one, other = load_bytes(TEXT.encode()), load_bytes(b"other")
    assert one.address == load_bytes(TEXT.encode()).address != other.address
    assert load_bytes(TEXT.encode(), known=Known(url="https://x.example/a")).address == "https://x.example/a"


def test_published_given_from_outside():
    document = load_bytes(TEXT.encode(), known=Known(published="2021-05-04"))
    assert (document.published, document.published_source) == ("2021-05-04", "given")


TAGS = [
    "div",
    "p",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "ol",
    "pre",
    "a",
    "b",
    "h1",
    "script",
    "form",
    "title",
    "html",
    "!--",
]
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(TAGS).map("<{}>".format),
        st.sampled_from(TAGS).map("</{}>".format),
        st.sampled_from(
            ["<a href=x>", "<br>", "-->", "<![CDATA[", "]]>", "<?x", "&amp;", "&#0;", "&#xd800;", "Kế", "<"]
        ),
    ),
    max_size=60,
).map(lambda parts: " ".join(parts).encode())


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=400), MARKUP, st.text(max_size=200).map(lambda text: text.encode("utf-16"))))
def test_any_bytes_give_a_document_or_a_load_error(data):
    try:
        document = load_bytes(data)
    except LoadError:
        return
    assert document.text.strip()
    document.text.encode("utf-8")
