"""Importing stories from files."""

import io
import os
import re
import zipfile

import docx
import pytest
from ebooklib import epub
from hypothesis import given, settings
from hypothesis import strategies as st

from storyvid.errors import BadInput
from storyvid.reading.importing import imported

GERMAN = "Es war einmal ein König, “schön” und groß… Über alle Wälder lief er."
RUSSIAN = "Жил-был царь, и было у него три сына. Волк постучал в дверь."
JAPANESE = "昔々、王様がいました。狼が戸を叩いた。とても怖かった。"


def word_file():
    document = docx.Document()
    document.add_heading("The Wolf", 0)
    document.add_paragraph("Once upon a time.")
    document.add_paragraph("He ate “all”.")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def without_properties(content: bytes) -> bytes:
    """The Word file as Google Docs writes one: nothing in it tells of itself."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(held, "w") as left:
        for name in given.namelist():
            parts = given.read(name)
            if name == "_rels/.rels":
                parts = re.sub(rb"<Relationship [^>]*docProps[^>]*/>", b"", parts)
            if not name.startswith("docProps/"):
                left.writestr(name, parts)
    return held.getvalue()


def test_a_word_file_that_names_no_title_goes_by_its_heading():
    assert imported(without_properties(word_file()), "mine.docx").title == "The Wolf"


def book(**more):
    made = epub.EpubBook()
    made.set_title("Tales")
    made.set_identifier("tales")
    one = epub.EpubHtml(title="One", file_name="a b.xhtml")
    one.content = "<h1>One</h1><p>Once&nbsp;upon <i>a</i>\n time.</p><p>Rose<br/>red</p><script>no</script>"
    two = epub.EpubHtml(title="Two", file_name="two.xhtml")
    two.content = "<p>Ende für alle.</p>"
    for part in (two, one, epub.EpubNcx(), epub.EpubNav()):
        made.add_item(part)
    made.spine, made.toc = ["nav", one, two], (one, two)
    held = io.BytesIO()
    epub.write_epub(held, made)
    with zipfile.ZipFile(held, "a") as archive:
        for name, content in more.items():
            archive.writestr(f"META-INF/{name}.xml", content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(GERMAN, "utf-8"), (GERMAN, "utf-8-sig"), (GERMAN, "utf-16"), (GERMAN, "utf-16-le"), (GERMAN, "utf-16-be")]
    + [(GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (GERMAN, "utf-32")],
)
def test_text_is_read_in_any_common_encoding(text, encoding):
    assert imported(text.encode(encoding), "x.txt").text == text


def test_the_title_is_the_files_name_where_the_text_has_none():
    assert imported(b"Once.", "C:\\tales\\the-red_swan.txt").title == "The red swan"


def test_markdown_loses_its_marks_and_keeps_its_words():
    source = '---\ntitle: "The Fox"\n---\n# One\n\nThe *quick* **fox** [ran](http://x) ![](y)\naway.\n\n- a\n- b\n'
    assert imported(source.encode(), "x.md") == imported(source.encode(), "x")
    assert imported(source.encode(), "x").title == "The Fox"
    assert imported(source.encode(), "x").text == "One\n\nThe quick fox ran\naway.\n\na\n\nb"


def test_a_word_file_is_known_by_its_content():
    found = imported(word_file(), "story.txt")
    assert (found.title, found.text) == ("The Wolf", "The Wolf\n\nOnce upon a time.\n\nHe ate “all”.")


def test_a_book_is_read_in_the_order_of_its_spine_without_its_navigation():
    found = imported(book(), "story")
    assert (found.title, found.text) == ("Tales", "One\n\nOnce\xa0upon a time.\n\nRose\nred\n\nEnde für alle.")


def test_a_locked_book_is_refused_and_scrambled_fonts_are_not_a_lock():
    kind = '<e xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptionMethod Algorithm="{}"/></e>'
    with pytest.raises(BadInput, match="locked"):
        imported(book(encryption=kind.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")), "x.epub")
    assert imported(book(encryption=kind.format("http://www.idpf.org/2008/embedding")), "x.epub").title == "Tales"


def test_a_books_entities_reach_no_file(tmp_path):
    (tmp_path / "secret").write_text("hunter2")
    doctype = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("two.xhtml"):
                content = doctype.encode() + b"<html><body><p>Ende &e;</p></body></html>"
            if name.endswith(".opf"):
                content = doctype.encode() + content.partition(b"?>")[2].replace(b"Tales", b"&e;")
            new.writestr(name, content)
    found = imported(held.getvalue(), "x.epub")
    assert "Ende" in found.text and "hunter2" not in found.text + found.title


def test_a_zip_that_unpacks_to_far_more_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 30_000_000)
    with pytest.raises(BadInput, match="far more than a story"):
        imported(held.getvalue(), "bomb.docx")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Word file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (bytes(range(256)) * 9, "binary"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"", "no words"),
        (b" \n\n ", "no words"),
        (b"word " * 300_000, "chapter by chapter"),
        (b"a" * 25_000_001, "at most"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_story_is_refused_with_a_way_out(data, said):
    with pytest.raises(BadInput, match=said):
        imported(data, "file.txt")


def test_random_bytes_are_refused():
    with pytest.raises(BadInput):
        imported(os.urandom(4000), "x.txt")


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_a_story_or_refused(data):
    try:
        assert imported(data, "x").text
    except BadInput as error:
        assert str(error)


@given(st.integers(0, 2**32), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_a_damaged_book_or_word_file_is_a_story_or_refused(seed, length):
    for whole in (BOOK, WORD):
        place = seed % len(whole)
        try:
            imported(whole[:place] + bytes(length) + whole[place + length :], "x")
        except BadInput as error:
            assert str(error)


BOOK, WORD = book(), word_file()


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("<!DOCTYPE html><html><head><title>The Fox</title></head><body>%s</body></html>", "page.html"),
        ('<?xml version="1.0"?>\n<!-- x -->\n<html><head><title>The Fox</title></head><body>%s</body></html>', "x.txt"),
        ("<h1>The Fox</h1>%s", "page.htm"),
    ],
)
def test_a_web_page_gives_its_words_and_not_what_is_around_them(page, name):
    around = "<nav>Home</nav><script>no()</script>"
    body = f"{around}<p>Anna&nbsp;walked <i>home</i>.</p><p>She slept.</p><footer>Imprint</footer>"
    held = imported((page % body).encode(), name)
    assert held.title == "The Fox"
    assert held.text.removeprefix("The Fox\n\n").replace("\u00a0", " ") == "Anna walked home.\n\nShe slept."


def test_a_story_about_a_tag_is_no_web_page():
    text = "Anna wrote <b>home</b> on the board. She slept."
    assert imported(text.encode(), "story.txt").text == text


def test_a_mark_before_another_encoding_and_a_stray_zero_do_not_stop_a_text():
    assert imported(b"\xef\xbb\xbf" + GERMAN.encode("cp1252"), "x.txt").text == GERMAN
    assert imported(b"Anna\0 walked home. She slept.", "x.txt").text == "Anna walked home. She slept."
