"""The Word template of every letter: written here part by part, filled by ``word.py``."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = f"""{_HEAD}
<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>
</Types>"""

PACKAGE_RELATIONS = f"""{_HEAD}
<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>"""

DOCUMENT_RELATIONS = f"""{_HEAD}
<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
</Relationships>"""


def _style(name: str, *, size: int, font: str = "仿宋", paragraph: str = "") -> str:
    """Return a paragraph style; ``size`` in half points."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>"
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{size}"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:style>'
    )


_CENTRED = '<w:jc w:val="center"/>'
_RULED = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="6" w:color="auto"/></w:pBdr>'
_SPACED = '<w:spacing w:before="240" w:after="120"/>'
_INDENTED = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200"/>'
_SIGNED = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:right="1280"/><w:jc w:val="right"/>'
STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_MAIN}">'
    + _style("Head", size=32, font="宋体", paragraph=_RULED + _CENTRED)
    + _style("Title", size=44, font="宋体", paragraph=_SPACED + _CENTRED)
    + _style("Number", size=28, paragraph='<w:jc w:val="right"/>')
    + _style("Addressee", size=32, paragraph='<w:spacing w:before="240"/>')
    + _style("Body", size=32, paragraph=_INDENTED)
    + _style("Cell", size=24)
    + _style("Signature", size=32, paragraph=_SIGNED)
    + _style("Caption", size=28, paragraph=_SPACED + _CENTRED)
    + "</w:styles>"
)


def _line(style: str, text: str) -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def _cell(width: int, text: str) -> str:
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{properties}{_line('Cell', text)}</w:tc>"


def _row(first: str, second: str, *, height: int) -> str:
    properties = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{height}"/></w:trPr>'
    return f"<w:tr>{properties}{_cell(2200, first)}{_cell(6600, second)}</w:tr>"


def _rows(name: str, *, height: int) -> str:
    """Return a table with one row for each pair of ``name``, left out where there is none."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        _line("Body", f"{{%p if {name} %}}")
        + f'<w:tbl><w:tblPr><w:tblW w:w="8800" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        + '</w:tblPr><w:tblGrid><w:gridCol w:w="2200"/><w:gridCol w:w="6600"/></w:tblGrid>'
        + _row(f"{{%tr for row in {name} %}}", "", height=0)
        + _row("{{ row[0] }}", "{{ row[1] }}", height=height)
        + _row("{%tr endfor %}", "", height=0)
        + "</w:tbl>"
        + _line("Body", "{%p endif %}")
    )


def _each(name: str, style: str, text: str) -> str:
    return (
        _line(style, f"{{%p for each in {name} %}}")
        + _line(style, text)
        + _line(style, "{%p endfor %}")
    )


def _if(name: str, style: str, text: str) -> str:
    return _line(style, f"{{%p if {name} %}}") + _line(style, text) + _line(style, "{%p endif %}")


_A4 = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1814" w:right="1474" w:bottom="1701" w:left="1588" w:header="851"'
    ' w:footer="992" w:gutter="0"/></w:sectPr>'
)
DOCUMENT = (
    f'{_HEAD}<w:document xmlns:w="{_MAIN}"><w:body>'
    + _line("Head", "{{ signature }}")
    + _line("Title", "{{ title }}")
    + _if("number", "Number", "{{ number }}")
    + _if("addressee", "Addressee", "{{ addressee }}：")
    + _rows("facts", height=500)
    + _each("paragraphs", "Body", "{{ each }}")
    + _if("remedies", "Body", "{{ remedies }}")
    + _each("contact", "Body", "{{ each }}")
    + _each("enclosures", "Body", "附件{{ loop.index }}：{{ each }}")
    + _line("Signature", "")
    + _line("Signature", "{{ signature }}")
    + _line("Signature", "（印章）")
    + _line("Signature", "{{ day }}")
    + _if("blanks_title", "Caption", "{{ blanks_title }}")
    + _rows("blanks", height=850)
    + _A4
    + "</w:body></w:document>"
)


def template() -> BytesIO:
    """Return the template as a Word file."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", PACKAGE_RELATIONS)
        archive.writestr("word/_rels/document.xml.rels", DOCUMENT_RELATIONS)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/document.xml", DOCUMENT)
    file.seek(0)
    return file
