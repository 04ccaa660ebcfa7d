"""Writes docs/asyncapi.json, or the file that is named."""

import sys
from pathlib import Path

from izin.asyncapi.document import document, render

DEFAULT = Path("docs/asyncapi.json")

if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    target.write_text(render(document()), encoding="utf-8")
    print(target)
