#!/usr/bin/env bash
# textstat: "Leaders listen. Teachers speak. Parents trust. Students learn." is one sentence of eight words; a word added to each makes it easier to read.
#
# Expected: four sentences, by their full stops; and a text of shorter sentences is no harder than the same text with longer ones.
# Seen with textstat 0.7.13 (and 0.7.4; Python 3.11, 2026-11-30): a sentence of one or two words is not counted, its words are; at least one is counted.
#   Leaders listen. Teachers speak. Parents trust. Students learn.     1 sentence of 8 words
#   Leaders do listen. Teachers do speak. Parents do trust. …          4 sentences of 3 words
# Every grade that is made of the length of sentences is of that: by the automated readability index the first is grade 15, the second 5. The
# page says "count the sentences of the text"; nothing but the code tells of the two words, and nothing warns.
# Hurt is who checks that families or pupils can read a form, which is made of "Tick one. Be honest. No names.": whoever makes it plainer is told that
# it is harder, and joins sentences until the figure is good.
# Fails when: there are four sentences.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q textstat==0.7.13
venv/bin/python - >seen <<'PY'
import textstat

for text in (
    "Leaders listen. Teachers speak. Parents trust. Students learn.",
    "Leaders do listen. Teachers do speak. Parents do trust. Students do learn.",
    "Read this. Tick one. Be honest. No names.",
):
    ari = textstat.automated_readability_index(text)
    print(f"{textstat.sentence_count(text)} sentences, {textstat.words_per_sentence(text):g} words in each, grade {ari:.1f}: {text}")
PY
cat seen
diff seen - <<'END'
1 sentences, 8 words in each, grade 15.0: Leaders listen. Teachers speak. Parents trust. Students learn.
4 sentences, 3 words in each, grade 4.8: Leaders do listen. Teachers do speak. Parents do trust. Students do learn.
1 sentences, 8 words in each, grade 2.6: Read this. Tick one. Be honest. No names.
END
