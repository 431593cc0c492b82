#!/usr/bin/env bash
# XLSForm: one form, filled in alike, gets other scores in the phone's engine (JavaRosa, in ODK Validate and ODK Collect) than in
# the web's (ODK's xforms-engine): the larger of a number and an open question, halves below zero, and rounding to cents.
#
# Expected: both follow the same specification, so the calculated columns of an export do not depend on the device.
# Seen with pyxform 4.5.0 and the ODK Validate it carries (Java 17), npm @getodk/xforms-engine 0.22.0 with jsdom 26.1.0 (Node 20),
# 2026-11-28, where a = 3 is answered and b is left open:
#                        JavaRosa    xforms-engine
#   max(${a}, ${b})      3           (blank): the whole maximum is lost by one open question
#   round(-2.5)          -2          -3
#   round(1.005, 2)      1.01        1
#   number('1e3')        (blank)     1000
# They agree, against intuition, that ${a} + ${b} is blank and that both ${b} < 5 and ${b} >= 5 are false. A leader who fills the
# form in on a phone and one in a browser are ranked by different arithmetic. Needs Java 17 (javac) and Node 20.
# Fails when: any of the fourteen values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyxform==4.5.0 openpyxl==3.1.5
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @getodk/xforms-engine@0.22.0 jsdom@26.1.0 >/dev/null
venv/bin/python - <<'PY'
import openpyxl
from pyxform.xls2xform import convert

book = openpyxl.Workbook()
book.active.title = "survey"
for row in (
    ("type", "name", "label", "calculation"),
    ("integer", "a", "A", None),
    ("integer", "b", "B", None),
    ("calculate", "largest", None, "max(${a}, ${b})"),
    ("calculate", "half", None, "round(-2.5)"),
    ("calculate", "cents", None, "round(1.005, 2)"),
    ("calculate", "text", None, "number('1e3')"),
    ("calculate", "sum", None, "${a} + ${b}"),
    ("calculate", "below", None, "if(${b} < 5, 'yes', 'no')"),
    ("calculate", "above", None, "if(${b} >= 5, 'yes', 'no')"),
):
    book.active.append(row)
settings = book.create_sheet("settings")
settings.append(("form_id", "form_title"))
settings.append(("scores", "Scores"))
book.save("form.xlsx")
with open("form.xml", "w") as form:
    form.write(convert("form.xlsx").xform)
PY
names="largest half cents text sum below above"
jar=$(find venv -name ODK_Validate.jar)
cat >Phone.java <<'JAVA'
import java.io.File;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.test.Scenario;

public class Phone {
    public static void main(String[] names) throws Exception {
        Scenario form = Scenario.init(new File("form.xml"));
        form.answer("/data/a", 3);
        for (String name : names) {
            IAnswerData told = form.answerOf("/data/" + name);
            System.out.println(name + "=" + (told == null ? "" : told.getDisplayText()));
        }
    }
}
JAVA
javac -cp "$jar" Phone.java
# shellcheck disable=SC2086
java -cp "$jar:." Phone $names 2>/dev/null | grep -E '^[a-z]+=' >phone.txt
cat >web.mjs <<'JS'
import fs from "fs";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("<html/>", { url: "https://localhost/" });
for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
Object.assign(globalThis, { window, document: window.document, __dirname: process.cwd() });
const { createInstance } = await import("@getodk/xforms-engine");
const form = await createInstance(fs.readFileSync("form.xml", "utf8"), {
  form: { fetchFormAttachment: async () => { throw new Error("there is none"); } },
  instance: { stateFactory: (state) => state },
});
const nodes = {};
const walk = (node) => {
  for (const child of node.currentState.children ?? []) {
    nodes[child.currentState.reference.split("/").pop()] = child;
    walk(child);
  }
};
walk(form.root ?? form);
nodes.a.setValue(3n);
for (const name of process.argv.slice(2)) console.log(`${name}=${nodes[name].currentState.instanceValue}`);
process.exit(0);
JS
# shellcheck disable=SC2086
node web.mjs $names 2>/dev/null | grep -E '^[a-z]+=' >web.txt
paste phone.txt web.txt
diff phone.txt - <<<$'largest=3\nhalf=-2\ncents=1.01\ntext=\nsum=\nbelow=no\nabove=no'
diff web.txt - <<<$'largest=\nhalf=-3\ncents=1\ntext=1000\nsum=\nbelow=no\nabove=no'
