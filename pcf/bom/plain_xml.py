"""XML without document types: elements with their text and line, entities never expanded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_DEEPEST = 200  # a result file nests twelve deep


class DoctypeError(Exception):
    """The file declares a document type, where entity bombs live."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class NotXmlError(Exception):
    """The file is not well-formed, or nested beyond reason."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


@dataclass(slots=True)
class Element:
    """One element; ``name`` without namespace, ``line`` where its tag stands."""

    name: str
    attributes: Mapping[str, str]
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def each(self, *path: str) -> Iterator[Element]:
        """Yield the elements at a path of child names."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.each(*path[1:])

    def within(self, name: str) -> Iterator[Element]:
        """Yield every element of a name at any depth."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.within(name)


def parse_xml(content: bytes) -> Element:
    """Return the root element.

    Raises
    ------
    DoctypeError
        There is a DOCTYPE, so entities could be declared.
    NotXmlError
        The file is damaged.
    """
    root = Element("", {}, 0)
    open_elements = [root]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) > _DEEPEST:
            raise NotXmlError(parser.CurrentLineNumber, "nested too deep")
        plain = name.rpartition(":")[2]
        element = Element(plain, attributes, parser.CurrentLineNumber)
        open_elements[-1].children.append(element)
        open_elements.append(element)

    def end(name: str) -> None:
        open_elements.pop()

    def text(data: str) -> None:
        open_elements[-1].text += data

    def doctype(*declaration: object) -> None:
        raise DoctypeError(parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise NotXmlError(error.lineno, expat.errors.messages[error.code]) from error
    return root.children[0]
