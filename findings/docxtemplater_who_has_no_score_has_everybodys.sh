#!/usr/bin/env bash
# docxtemplater: in a list of schools, one whose mean is null has the mean of the district.
#
# Expected: null is a value and says that there is none, so that nothing is shown, or what `nullGetter` gives; only a name that the row does not have at all
# is looked up further out, as in Mustache, whose sections these are.
# Seen with docxtemplater 3.71.0, easy-template-x 7.2.8 and mustache 4.2.0 (Node 20, 2026-11-30): a district with a `mean` of its own and schools, of which
# Hill has 3.1, Lake null and Glen none, is put into "{#schools}{name}: {mean}{/schools}". docxtemplater gives Lake, too, the 4.2 of the whole; in a list of
# people in schools, a person's null is the school's mean. `nullGetter`, which is for what has no value, is not called. easy-template-x and Mustache leave
# Lake blank, and give Glen the 4.2. Nothing warns, and each number is a plausible one. Hurt is whoever is too few to be given a mean: the report gives one,
# of others. Write "–" for what a row does not have before it is merged, or use names in lists that are used nowhere else (school_mean).
# Fails when: Lake or Glen has another text with any of the three.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund docxtemplater@3.71.0 pizzip@3.3.0 easy-template-x@7.2.8 mustache@4.2.0 docx@9.5.1 >/dev/null
cat >report.mjs <<'JS'
import { Document, Packer, Paragraph } from "docx";
import Docxtemplater from "docxtemplater";
import { TemplateHandler } from "easy-template-x";
import Mustache from "mustache";
import PizZip from "pizzip";
const word = (text) => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(text)] }] }));
const district = { name: "District", mean: 4.2, schools: [{ name: "Hill", mean: 3.1 }, { name: "Lake", mean: null }, { name: "Glen" }] };
const template = await word("{name}: {mean} {#schools}| {name}: {mean} {/schools}");
const missing = [];
const nullGetter = (part) => { missing.push(part.value); return "none"; };
const filled = new Docxtemplater(new PizZip(template), { nullGetter });
filled.render(district);
const text = (file) => new Docxtemplater(new PizZip(file)).getFullText();
console.log("docxtemplater  ", filled.getFullText(), "nullGetter called:", missing.length);
console.log("easy-template-x", text(await new TemplateHandler().process(template, district)));
console.log("Mustache       ", Mustache.render("{{name}}: {{mean}} {{#schools}}| {{name}}: {{mean}} {{/schools}}", district));
const people = { mean: 4.2, schools: [{ mean: 3.1, people: [{ code: "MA04", mean: 2 }, { code: "JO11", mean: null }] }] };
const nested = new Docxtemplater(new PizZip(await word("{#schools}{#people}{code}: {mean} {/people}{/schools}")));
nested.render(people);
console.log("people         ", nested.getFullText());
JS
node report.mjs >seen 2>&1
cat seen
diff seen - <<'END'
docxtemplater   District: 4.2 | Hill: 3.1 | Lake: 4.2 | Glen: 4.2  nullGetter called: 0
easy-template-x District: 4.2 | Hill: 3.1 | Lake:  | Glen: 4.2 
Mustache        District: 4.2 | Hill: 3.1 | Lake:  | Glen: 4.2 
people          MA04: 2 JO11: 3.1 
END
