#!/usr/bin/env bash
# odfpy, odfdo, officeparser: a name struck out of an OpenDocument transcript is the first thing that comes out of it again.
#
# Expected: the paragraphs of a document are those that are shown and printed; what was deleted with changes tracked is in `text:tracked-changes`,
# for a program that shows changes. pandoc leaves it out, and so does `get_formatted_text` of odfdo itself.
# Seen with odfpy 1.4.1, odfdo 3.27.3 (Python 3.11), officeparser 7.8.0 (Node 20), 2026-11-29: the transcript says "My principal, [name], never
# asks us."; "Maria Lopez" was struck out with changes tracked. odfpy's `getElementsByType(text.P)` and odfdo's `body.paragraphs` give "Maria
# Lopez" as a paragraph of its own, before all others, and officeparser's `toText()` as a line of its own, though it leaves out what was struck
# from a Word file; odfpy's `teletype.extractText(document.text)` adds who struck it out and when. Nothing tells it from an answer. Hurt is who
# spoke on the promise that names are taken out: the name goes into the coding, the quotations and whatever is sent on.
# Fails when: the name is left out by one of the three, or odfdo's formatted text has it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q odfpy==1.4.1 odfdo==3.27.3
cd "$work"
"$work/venv/bin/python" - <<'PY'
import zipfile

import odfdo
from odf import teletype, text
from odf.opendocument import OpenDocumentText, load

plain = OpenDocumentText()
plain.text.addElement(text.P(text="HERE"))
plain.save("plain.odt")
STRUCK = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
    '<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ana Ruiz</dc:creator>'
    '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-11-29T10:00:00</dc:date></office:change-info>'
    "<text:p>Maria Lopez</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    '<text:p>My principal, <text:change text:change-id="c1"/>[name], never asks us.</text:p>'
)
with zipfile.ZipFile("plain.odt") as old, zipfile.ZipFile("transcript.odt", "w") as new:
    for name in old.namelist():
        held = old.read(name)
        new.writestr(name, held.replace(b"<text:p>HERE</text:p>", STRUCK.encode()) if name == "content.xml" else held)

one = load("transcript.odt")
paragraphs = [teletype.extractText(paragraph) for paragraph in one.getElementsByType(text.P)]
whole = teletype.extractText(one.text)
other = odfdo.Document("transcript.odt")
others = [paragraph.inner_text for paragraph in other.body.paragraphs]
shown = other.get_formatted_text()
print("odfpy:", paragraphs, "|", whole)
print("odfdo:", others, "|", shown.strip())
answer = "My principal, [name], never asks us."
assert paragraphs == others == ["Maria Lopez", answer]
assert whole.startswith("Ana Ruiz2026-11-29T10:00:00Maria Lopez"), whole
assert shown.strip() == answer, shown
PY
npm init -y >/dev/null
npm install --silent --no-audit --no-fund officeparser@7.8.0 >/dev/null
node -e '
require("officeparser").OfficeParser.parseOffice("transcript.odt").then((read) => {
  console.log("officeparser:", JSON.stringify(read.toText()));
  process.exit(read.toText().startsWith("Maria Lopez\n") ? 0 : 1);
});'
