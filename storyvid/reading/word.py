"""Word documents (.docx) as text: paragraphs in order, headings as lines of their own."""

import io
import zipfile

from storyvid.errors import BadInput

_NOBODY_S = "Word Document"  # python-docx's own, for a file that names none: those of Google Docs


def word_text(data: bytes, filename: str) -> tuple[str, str]:
    """The title and the text of a Word document; tables give their cells' text in reading order.

    Raises BadInput where the file is damaged.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(io.BytesIO(data))
        found = [text for block in document.iter_inner_content() if (text := _block_text(block).strip())]
        named = document.core_properties.title
        title = _title_line(document) if named in ("", _NOBODY_S) else named
    except (PackageNotFoundError, zipfile.BadZipFile, LxmlError, KeyError, ValueError, AttributeError) as error:
        raise BadInput(f"{filename} is a damaged Word file. Save it anew, then bring that.") from error
    return title, "\n\n".join(found)


def _block_text(block) -> str:
    from docx.table import Table

    if not isinstance(block, Table):
        return block.text
    cells = [cell.text.strip() for row in block.rows for cell in row.cells]
    return "\n\n".join(dict.fromkeys(text for text in cells if text))


def _title_line(document) -> str:
    first = next((paragraph for paragraph in document.paragraphs if paragraph.text.strip()), None)
    if first is not None and first.style is not None and first.style.name in ("Title", "Heading 1"):
        return first.text.strip()
    return ""
