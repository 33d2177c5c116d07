"""Text that a spreadsheet program must not run."""

# Excel, WPS and LibreOffice take a cell that begins with one of these as a formula, the full-width forms too.
FORMULA_STARTS = "=+-@＝＋－＠"


def safe_cell(value: str) -> str:
    """The value for a cell of an exported CSV or XLSX: an apostrophe goes before what would be run as a formula.

    Leading blanks, tabs and line ends do not hide the sign from every program, so they are looked through.
    """
    blanks_removed = value.lstrip(" \t\r\n\x00\u3000\ufeff")
    if blanks_removed[:1] in FORMULA_STARTS and blanks_removed:
        return "'" + value
    if value[:1] in ("\t", "\r", "\n"):
        return "'" + value
    return value
