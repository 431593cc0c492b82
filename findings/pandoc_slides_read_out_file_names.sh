#!/usr/bin/env bash
# pandoc: in PowerPoint slides a picture's alternative text is the name of its file; in Word it is what was written.
#
# Expected: `![Ten dots, one far off](dots.png)` has "Ten dots, one far off" for who cannot see it, in `.pptx` as in `.docx` and HTML, and
# `{alt="…"}` sets other words.
# Seen with pypandoc_binary 1.17, which carries pandoc 3.9 (Python 3.11, 2026-11-29): in the slide `descr` is "dots.png"; with a title it
# is the title and the name; with a `data:` address it is the whole address, which a screen reader spells out for minutes; what
# was written stands only as a caption below, and `alt=` nowhere. In Word the picture's `descr` is what was written, or `alt=`. Hurt is
# who takes part in a training and cannot see its slides, and who has to hand in accessible ones.
# Fails when: the slide's `descr` holds what was written.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pypandoc_binary==1.17
cd "$work"
"$work/venv/bin/python" - <<'PY'
import re
import struct
import zipfile
import zlib

import pypandoc


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = zlib.compress((b"\0" + b"\xff\0\0" * 4) * 4)  # four by four red dots
head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
with open("dots.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))

print("pandoc", pypandoc.get_pandoc_version())
found = {}
for ending, part in (("pptx", "ppt/slides/slide1.xml"), ("docx", "word/document.xml")):
    for written in ("![Ten dots, one far off](dots.png)", '![Ten dots](dots.png){alt="Other words"}'):
        pypandoc.convert_text(f"## Signals\n\n{written}\n", ending, format="markdown", outputfile=f"out.{ending}")
        with zipfile.ZipFile(f"out.{ending}") as parts:
            found[ending, written] = re.findall(r'descr="([^"]*)"', parts.read(part).decode())[0]
for (ending, written), told in found.items():
    print(f"{ending}: {written}: {told}")
assert [*found.values()] == ["dots.png", "dots.png", "Ten dots, one far off", "Other words"], found
PY
