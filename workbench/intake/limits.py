"""How much of a foreign file is read; beyond it the file is refused with a reason."""

from __future__ import annotations

MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_RECORDS = 100_000
MAX_COLUMNS = 200
MAX_CELL_CHARS = 100_000
MAX_TEXT_CHARS = 1_000_000  # of one CV
MAX_PDF_PAGES = 60
MAX_UNPACKED_BYTES = 200 * 1024 * 1024  # of all parts of a .docx or .xlsx together
MAX_PACKED_PARTS = 5_000
MAX_MAIL_PARTS = 200
MAX_MAIL_DEPTH = 4  # mails inside mails
MAX_FOLDER_FILES = 20_000
MAX_ARCHIVE_FILES = 2_000  # of a ZIP of CVs
MAX_ARCHIVE_BYTES = 1024 * 1024 * 1024  # of all its files together, one of which is read at a time
MAX_RATIO = 200  # unpacked to packed; beyond it a file is a bomb
MAX_RATIO_FREE_BYTES = 1024 * 1024  # what unpacks to less may be packed as well as it likes
