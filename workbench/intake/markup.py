"""HTML to readable text, with lines where a browser would break them."""

from __future__ import annotations

from html.parser import HTMLParser

from workbench.intake.limits import MAX_TEXT_CHARS
from workbench.intake.normalise import clean_lines

_HIDDEN = {"script", "style", "head", "template", "noscript"}
_BLOCKS = {"address", "article", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4",
           "h5", "h6", "header", "hr", "li", "ol", "p", "section", "table", "tr", "ul"}  # fmt: skip
_CELLS = {"td", "th"}


def text_of(html: str) -> str:
    """Return the visible text of `html`, at most `MAX_TEXT_CHARS` of it. Broken HTML is fine."""
    parser = _Text()
    # Unclosed tags at the end, and CDATA, cost the standard parser quadratic time.
    html = html.replace("<![CDATA[", "")
    end = html.rfind(">") + 1
    tail = html[end:].partition("<")[0]
    try:
        parser.feed(html[:end] + tail)
        parser.close()
    except AssertionError:
        # The standard parser asserts on some malformed declarations; what came before stands.
        parser.handle_data("")
    return clean_lines("".join(parser.parts))[:MAX_TEXT_CHARS]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "body":
            self._hidden = 0  # a head that is never closed must not hide the page
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append(" \t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data.replace("\n", " "))
