#!/usr/bin/env bash
# Chromium: pages opened from files all keep what they keep in one place, whatever folder they lie in.
#
# Expected: a page opened from a file is alone with what it keeps. Its `origin` is "null", an opaque origin, no two of which
# are the same; and a page in another folder cannot so much as load the first one's file.
# Seen with Chromium 156.0.8078.108 (Debian) driven by playwright-core 1.65.1 (2026-11-28): both pages say origin "null", and
# `localStorage` is one for both. Two forms that were sent as files, each keeping its answers under the key "answers", write
# over each other in the same browser: whoever fills in the second one on a shared machine takes the first one's answers
# out, and the first form goes on with answers that are not its own. A key must name the form, its version and who answers,
# and answers must be cleared by the page: to move or delete the file does neither.
# Fails when: the second page no longer finds what the first one kept.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.65.1 >/dev/null
mkdir -p first second
echo '<title>First form</title>' | tee first/form.html >second/form.html
cat >run.mjs <<'JS'
import assert from "node:assert";
import { chromium } from "playwright-core";
const browser = await chromium.launchPersistentContext("profile", {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
const seen = [];
for (const folder of ["first", "second", "first"]) {
  await page.goto(`file://${process.cwd()}/${folder}/form.html`);
  seen.push(await page.evaluate((name) => {
    const found = localStorage.getItem("answers");
    localStorage.setItem("answers", `of ${name}`);
    return [self.origin, found];
  }, folder));
}
await browser.close();
console.log(JSON.stringify(seen));
assert.deepStrictEqual(seen, [["null", null], ["null", "of first"], ["null", "of second"]]);
JS
node run.mjs
