"""A file that cannot be read at all, before there are cells to point at."""

from __future__ import annotations

from pcf.bom.wording import shown


class UnreadableFileError(Exception):
    """Why a file cannot be read: code and both sentences; the caller knows the file."""

    def __init__(self, code: str, message: str, message_zh: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.message_zh = message_zh

    @classmethod
    def damaged(cls, why: str) -> UnreadableFileError:
        """The file is empty, truncated or no workbook."""
        return cls(
            "BOM101",
            f"cannot be opened: it is empty, truncated or not what its name says "
            f"({shown(why)}) (open it in a spreadsheet program and save it again as .xlsx)",
            f"无法打开：文件为空、被截断，或与扩展名不符（{shown(why)}）"
            "（请用表格软件打开并另存为 .xlsx）",
        )

    @classmethod
    def absent(cls, why: str) -> UnreadableFileError:
        """There is no such file, or it may not be read."""
        return cls(
            "BOM101",
            f"cannot be opened: {shown(why)}",
            f"无法打开：{shown(why)}",
        )

    @classmethod
    def unknown_kind(cls, suffix: str, known: tuple[str, ...]) -> UnreadableFileError:
        """No reader is registered for the suffix."""
        kinds = ", ".join(known)
        return cls(
            "BOM100",
            f"no reader for files named *{shown(suffix)} (expected {kinds})",
            f"不支持 *{shown(suffix)} 文件（应为 {kinds}）",
        )

    @classmethod
    def encrypted(cls) -> UnreadableFileError:
        """The workbook asks for a password."""
        return cls(
            "BOM103",
            "is protected with a password (save a copy without the password)",
            "文件设有打开密码（请另存一份不带密码的副本）",
        )

    @classmethod
    def too_large(cls, size_bytes: int) -> UnreadableFileError:
        """The archive unpacks to more than a BOM can be."""
        return cls(
            "BOM104",
            f"unpacks to {size_bytes / 1e6:.0f} MB, more than a BOM can honestly be "
            "(copy the BOM sheet alone into a new workbook)",
            f"解压后达 {size_bytes / 1e6:.0f} MB，超出 BOM 的合理大小"
            "（请只把 BOM 工作表复制到新工作簿）",
        )

    @classmethod
    def doctype(cls, part: str) -> UnreadableFileError:
        """An XML part declares a document type."""
        return cls(
            "BOM105",
            f"part '{shown(part)}' declares a document type, which no spreadsheet program writes "
            "(open it in a spreadsheet program and save it again)",
            f"部件“{shown(part)}”含有文档类型声明，表格软件不会写出这种内容（请用表格软件重新保存）",
        )
