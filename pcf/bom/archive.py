"""Refuse workbook archives that would harm the reader before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from pcf.bom.unreadable import UnreadableFileError

# Limits of safety, not of engineering: a sheet of 100 000 lines and 20 columns is 70 MB.
LARGEST_FILE_BYTES = 200_000_000
_LARGEST_CONTENT_BYTES = 300_000_000
_SUSPECT_ENTRY_BYTES = 20_000_000
_SUSPECT_RATIO = 200
_MOST_ENTRIES = 10_000

_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP_MAGIC = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class _PrologOverError(Exception):
    """The prolog of an XML part is over."""


class _DoctypeError(Exception):
    """An XML part declares a document type."""


def is_zip(content: bytes) -> bool:
    """Whether ``content`` begins as a zip archive does."""
    return content.startswith(_ZIP_MAGIC)


def is_ole(content: bytes) -> bool:
    """Whether ``content`` begins as an old Office file or an encrypted new one does."""
    return content.startswith(_OLE_MAGIC)


def is_encrypted(content: bytes) -> bool:
    """Whether ``content`` is a workbook protected with a password to open it."""
    return is_ole(content) and _ENCRYPTED in content


def opened(content: bytes) -> zipfile.ZipFile:
    """Return the archive after a look at its directory and at the head of every XML part.

    Raises
    ------
    UnreadableFileError
        BOM101 for a damaged archive, BOM104 for one that unpacks to more than it should,
        BOM105 for a document type declaration (the way of entity bombs).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise UnreadableFileError.damaged(str(error)) from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if (
        len(entries) > _MOST_ENTRIES
        or total > _LARGEST_CONTENT_BYTES
        or any(map(_is_bomb, entries))
    ):
        raise UnreadableFileError.too_large(total)
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels", ".vml")):
            _check_prolog(archive, entry)
    return archive


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _SUSPECT_ENTRY_BYTES and entry.file_size > _SUSPECT_RATIO * max(
        entry.compress_size, 1
    )


def _check_prolog(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Parse up to the first element, in whatever encoding; a DOCTYPE can stand only there."""

    def stop(name: str, attributes: dict[str, str]) -> None:
        raise _PrologOverError

    def refuse(*declaration: object) -> None:
        raise _DoctypeError

    parser = expat.ParserCreate()
    parser.StartElementHandler = stop
    parser.StartDoctypeDeclHandler = refuse
    try:
        with archive.open(entry) as part:
            while chunk := part.read(4096):
                parser.Parse(chunk, False)
    except _PrologOverError:
        return
    except _DoctypeError:
        raise UnreadableFileError.doctype(entry.filename) from None
    except DAMAGE as error:
        raise UnreadableFileError.damaged(f"{entry.filename}: {error}") from error


# what reading a damaged member raises: bad CRC, bad deflate stream, encryption, bad XML
DAMAGE = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    expat.ExpatError,
    zlib.error,
)
