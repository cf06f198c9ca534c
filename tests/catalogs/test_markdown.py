"""Markdown of documents: plain text elements pass, nothing else does."""

import pytest

from catalogs.markdown import to_html, to_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# 一、目标", "<h2>一、目标</h2>"),
        ("#### 小标题\n\n##### 更小", "<h3>更小</h3>"),
        ("**要**", "<strong>要</strong>"),
        ("1. 甲\n2. 乙", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>"),
        ("[清单](/matters/)", '<a href="/matters/" rel="noopener">清单</a>'),
        ("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |", '<td class="number">2</td>'),
        ("| 甲 |\n|---|\n| 1 |", '<table class="table">'),
    ],
    ids=["heading", "lowest heading", "strong", "list", "link", "number", "table"],
)
def test_text_elements_are_kept(text, html):
    assert html in to_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](JaVaScRiPt:alert(1))",
        '<a href="javascript:alert(1)">a</a>',
        '<svg onload="alert(1)">',
        "<style>body{display:none}</style>",
        "![x](http://elsewhere.example/track.png)",
        "<iframe src=//x></iframe>",
        '[a](https://x "onmouseover=alert(1)")<b onclick=alert(1)>',
    ],
)
def test_nothing_that_runs_or_loads_gets_through(text):
    html = to_html(text)
    for bad in ("<script", "<svg", "<style", "<iframe", "<img", "<b ", '<a href="j', '<a href="d'):
        assert bad not in html.lower()


def test_headings_of_a_document_stay_below_the_title_of_the_page():
    assert "<h1" not in to_html("# 甲\n\n乙\n===\n")
    assert to_html("## 甲\n\n### 乙", top=3) == "<h3>甲</h3>\n<h4>乙</h4>\n"


def test_the_words_alone_are_read_on_one_line():
    text = "# 标准\n\n- **二十**万元 & 更多\n- [办法](/documents/1/)\n\n<b>x</b>"
    assert to_text(text) == "标准 二十万元 & 更多 办法 <b>x</b>"
