#!/usr/bin/env bash
# gettext-parser, node-gettext: the question becomes "do not listen", and is asked in Spanish as "listen": a guess marked as one is served like a translation.
#
# Expected: what GNU's `msgmerge` takes over from a similar text is marked "fuzzy" for a translator to look at, and counts as not translated until then:
# `msgfmt` and polib leave it out of the catalog, and people see the question as it was written.
# Seen with gettext-parser 10.0.0 and node-gettext 3.0.1 (Node 20), GNU gettext 0.21, polib 1.2.0 (Python 3.11, 2026-12-01): the catalog has "Leaders in my
# district listen to staff." in Spanish; in the new form it says "do not listen", and msgmerge guesses the old Spanish text. node-gettext, given the file
# the way its page shows, says "escuchan" (they listen); so does a catalog that gettext-parser compiles, under any reader; in the catalogs of msgfmt and polib
# the question stays English. The mark is there as a comment of the entry, and nothing looks at it. Hurt is who answers in Spanish: their 5 is the 1 of
# the others, and once the question is turned round for the score, nobody can tell.
# Fails when: either of the two leaves the guess out, or msgfmt or polib puts it in.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends gettext=0.21-12 >/dev/null 2>&1 || { echo "needs Debian 12's gettext, and root"; exit 1; }
cd "$work"
python3 -m venv venv
venv/bin/pip install -q polib==1.2.0
npm init -y >/dev/null
npm install --silent --no-audit --no-fund gettext-parser@10.0.0 node-gettext@3.0.1 >/dev/null
cat >es.po <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Leaders in my district listen to staff."
msgstr "Los líderes de mi distrito escuchan al personal."
PO
sed -e 's/listen/do not listen/' -e 's/^msgstr "L.*/msgstr ""/' es.po >form.pot
msgmerge --quiet es.po form.pot -o merged.po
grep -qx '#, fuzzy' merged.po
msgfmt merged.po -o msgfmt.mo
venv/bin/python -c 'import polib; polib.pofile("merged.po").save_as_mofile("polib.mo")'
cat >serve.mjs <<'JS'
import fs from "node:fs";
import { mo, po } from "gettext-parser";
import Gettext from "node-gettext";
const catalog = po.parse(fs.readFileSync("merged.po"));
fs.writeFileSync("gettext-parser.mo", mo.compile(catalog));
const gettext = new Gettext();
gettext.addTranslations("es", "messages", catalog);
gettext.setLocale("es");
console.log("node-gettext:", gettext.gettext("Leaders in my district do not listen to staff."));
JS
node serve.mjs >seen 2>&1
venv/bin/python - >>seen <<'PY'
import gettext

for name in ("gettext-parser", "msgfmt", "polib"):
    with open(f"{name}.mo", "rb") as file:
        print(f"{name}:", gettext.GNUTranslations(file).gettext("Leaders in my district do not listen to staff."))
PY
cat seen
diff seen - <<'END'
node-gettext: Los líderes de mi distrito escuchan al personal.
gettext-parser: Los líderes de mi distrito escuchan al personal.
msgfmt: Leaders in my district do not listen to staff.
polib: Leaders in my district do not listen to staff.
END
