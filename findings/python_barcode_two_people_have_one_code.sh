#!/usr/bin/env bash
# python-barcode: the person with the code 0042 scans as 00426, and those with 12345671 and 12345678 both as 12345670.
#
# Expected: what is scanned is what was given; a number whose last digit is no check digit is refused where the code must have one, as bwip-js refuses it.
# Seen with python-barcode 0.16.1, read by pyzbar 0.1.9 on zbar 0.23.92 (Debian 12), beside bwip-js 4.11.4 (Node 20), 2026-11-30:
#   given                  scanned by zbar                      bwip-js
#   Code 39   0042         00426                                0042
#   Code 39   A12          A12D                                 A12
#   EAN-8     12345671     12345670                             refused
#   EAN-8     12345678     12345670                             refused
#   Code 128  0042         0042                                 0042
# Code 39 gets a check letter, which that code does not ask for and readers hand on as part of the text; of an EAN the last digit is not checked but
# replaced. The words printed below the bars are changed alike, so that the sheet agrees with itself and not with the list. Nothing warns. Hurt is who prints sheets or badges
# with a code for each person: the answers match nobody, or two people are one, or, where the list also has a 00426, 0042 is that other person.
# Give `add_checksum=False` with Code 39, or take Code 128 or QR.
# Fails when: any of the five is scanned otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends libzbar0=0.23.92-7+deb12u1 >/dev/null 2>&1 || { echo "needs Debian 12's libzbar0, and root"; exit 1; }
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund bwip-js@4.11.4 >/dev/null
python3 -m venv venv
venv/bin/pip install -q python-barcode==0.16.1 pyzbar==0.1.9 pillow==13.0.0
cat >other.js <<'JS'
const bwip = require("bwip-js");
const [bcid, text] = process.argv.slice(2);
bwip.toBuffer({ bcid, text, scale: 3, backgroundcolor: "ffffff" }).then(
  (png) => require("fs").writeFileSync("other.png", png),
  () => require("fs").writeFileSync("refused", ""),
);
JS
cat >scan.py <<'PY'
import os
import subprocess

import barcode
from barcode.writer import ImageWriter
from PIL import Image, ImageOps
from pyzbar.pyzbar import decode


def scanned(path):
    return decode(ImageOps.expand(Image.open(path).convert("RGB"), 40, "white"))[0].data.decode()


for kind, code in (("code39", "0042"), ("code39", "A12"), ("ean8", "12345671"), ("ean8", "12345678"), ("code128", "0042")):
    made = barcode.get(kind, code, writer=ImageWriter())
    path = made.save("mine")
    subprocess.run(["node", "other.js", kind, code], check=True)
    other = "refused" if os.path.exists("refused") else scanned("other.png")
    for name in ("refused", "other.png"):
        os.path.exists(name) and os.remove(name)
    print(kind, code, "scanned", scanned(path), "bwip-js", other)
PY
venv/bin/python scan.py | tee seen
diff seen - <<'END'
code39 0042 scanned 00426 bwip-js 0042
code39 A12 scanned A12D bwip-js A12
ean8 12345671 scanned 12345670 bwip-js refused
ean8 12345678 scanned 12345670 bwip-js refused
code128 0042 scanned 0042 bwip-js 0042
END
