#!/usr/bin/env bash
# XLSForm: what stands in `guidance_hint`, for whoever asks the questions, is shown in a browser to whoever answers them.
#
# Expected: `hint` is for the person who answers; `guidance_hint` is for training and for interviewers, and the form on the phone
# keeps it apart (hidden, or behind a fold, as its settings say). The form in the browser does the same.
# Seen with pyxform 4.5.0 and the ODK Validate it carries (JavaRosa, Java 17), npm @getodk/xforms-engine 0.22.0 with jsdom 26.1.0
# (Node 20), 2026-11-29: JavaRosa hands out "Think of this year." and "Do not read the options aloud." as two texts. The browser's
# engine has one hint, "Think of this year.Do not read the options aloud.", both glued without a space, and no guidance.
# Hurt is who interviews with a phone and sends the same form as a link: leaders read what their interviewer was told. Needs javac.
# Fails when: the browser's hint is the hint alone.
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
    ("type", "name", "label", "hint", "guidance_hint"),
    ("integer", "rounds", "How many rounds were there?", "Think of this year.", "Do not read the options aloud."),
):
    book.active.append(row)
settings = book.create_sheet("settings")
settings.append(("form_id", "form_title"))
settings.append(("rounds", "Rounds"))
book.save("form.xlsx")
with open("form.xml", "w") as form:
    form.write(convert("form.xlsx").xform)
PY
cat >Phone.java <<'JAVA'
import java.io.File;
import org.javarosa.core.model.FormIndex;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.test.Scenario;

public class Phone {
    public static void main(String[] none) throws Exception {
        FormEntryModel model = new FormEntryModel(Scenario.init(new File("form.xml")).getFormDef());
        FormEntryController form = new FormEntryController(model);
        form.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        while (form.stepToNextEvent() != FormEntryController.EVENT_QUESTION) { }
        FormEntryPrompt asked = model.getQuestionPrompt();
        System.out.println("hint=" + asked.getHelpText());
        String guidance = asked.getSpecialFormQuestionText(asked.getQuestion().getHelpTextID(), "guidance");
        System.out.println("guidance=" + guidance);
    }
}
JAVA
jar=$(find venv -name ODK_Validate.jar)
javac -cp "$jar" Phone.java
java -cp "$jar:." Phone 2>/dev/null | grep -E '^(hint|guidance)=' >phone.txt
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
const [asked] = (form.root ?? form).currentState.children.filter((one) => one.nodeType === "input");
console.log(`hint=${asked.currentState.hint.asString}`);
console.log(`guidance=${asked.currentState.guidance?.asString ?? ""}`);
process.exit(0);
JS
node web.mjs 2>/dev/null | grep -E '^(hint|guidance)=' >web.txt
echo "phone:" && cat phone.txt
echo "browser:" && cat web.txt
diff phone.txt - <<<$'hint=Think of this year.\nguidance=Do not read the options aloud.'
diff web.txt - <<<$'hint=Think of this year.Do not read the options aloud.\nguidance='
