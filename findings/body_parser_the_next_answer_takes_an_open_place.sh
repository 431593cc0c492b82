#!/usr/bin/env bash
# Express, body-parser: of five questions in a grid the second is left open, and the answer to the third becomes the one to the second.
#
# Expected: `clear[2]=1` is the answer at place 2, whatever else was sent, as multer has it of the very same form sent as multipart/form-data.
# Seen with body-parser 2.4.0, which is `express.urlencoded`, with `extended: true`, and multer 2.5.0 (Node 20, 2026-11-30). A browser sends nothing for a
# row in which no button was chosen, and what has gaps is pushed together (qs, which reads it, calls that compact): 4, -, 1, 5, 2 becomes 4, 1, 5, 2. Where
# rows are numbered by ids above a hundred, one gets an object with the ids instead: the shape depends on the numbers. Nothing warns, and every list is a
# plausible one. Hurt is who names the rows of a grid with numbers in brackets, as tutorials do: whoever leaves one open has all after it moved up a
# question, and of the last question those who answered all are left. Name rows so that no name is a whole number, clear[q2], or send the form as multipart.
# Fails when: an answer stays in its place, or moves with multer.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund body-parser@2.4.0 multer@2.5.0 >/dev/null
cat >serve.mjs <<'JS'
import { createServer } from "http";
import bodyParser from "body-parser";
import multer from "multer";
const readers = { "application/x-www-form-urlencoded": bodyParser.urlencoded({ extended: true }), "multipart/form-data": multer().none() };
const server = createServer((request, response) => {
  const kind = request.headers["content-type"].split(";")[0];
  readers[kind](request, response, (error) => response.end(JSON.stringify(error ? String(error) : request.body)));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const post = async (Form, answers) => {
  const body = new Form();
  for (const [place, answer] of Object.entries(answers)) body.append(`clear[${place}]`, answer);
  return (await fetch(`http://127.0.0.1:${server.address().port}/`, { method: "POST", body })).json();
};
for (const answers of [{ 0: 4, 1: 3, 2: 1, 3: 5, 4: 2 }, { 0: 4, 2: 1, 3: 5, 4: 2 }, { 4: 2 }, { q1: 4, q3: 1 }]) {
  console.log("answered", JSON.stringify(answers));
  console.log("  body-parser", JSON.stringify((await post(URLSearchParams, answers)).clear));
  console.log("  multer     ", JSON.stringify((await post(FormData, answers)).clear));
}
console.log("ids 12 and 15 ", JSON.stringify((await post(URLSearchParams, { 12: 4, 15: 1 })).clear));
console.log("ids 12 and 115", JSON.stringify((await post(URLSearchParams, { 12: 4, 115: 1 })).clear));
server.close();
JS
node serve.mjs >seen 2>&1
cat seen
diff seen - <<'END'
answered {"0":4,"1":3,"2":1,"3":5,"4":2}
  body-parser ["4","3","1","5","2"]
  multer      ["4","3","1","5","2"]
answered {"0":4,"2":1,"3":5,"4":2}
  body-parser ["4","1","5","2"]
  multer      ["4",null,"1","5","2"]
answered {"4":2}
  body-parser ["2"]
  multer      [null,null,null,null,"2"]
answered {"q1":4,"q3":1}
  body-parser {"q1":"4","q3":"1"}
  multer      {"q1":"4","q3":"1"}
ids 12 and 15  ["4","1"]
ids 12 and 115 {"12":"4","115":"1"}
END
