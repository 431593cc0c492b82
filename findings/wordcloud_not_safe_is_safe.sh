#!/usr/bin/env bash
# wordcloud: the cloud of those who say "not safe" and "not heard" says SAFE and HEARD, and is that of those who are.
#
# Expected: words that say little (the, of) are left out; "no", "not" and "cannot" turn what is said round, and at least stay where two words are kept together, as
# the package does for pairs that stand together often (`collocations=True`, as it comes).
# Seen with wordcloud 1.9.6 (Python 3.11, 2026-11-29): "no", "not", "nor", "cannot", "don't", "isn't" and "against", "few", "more", "like" are among the
# words left out, and a pair with one of them is left out with it. Thirty people who say "I do not feel safe. We are not heard." give the very
# counts of thirty who say "I do feel safe. We are heard.": "feel safe" 30, "heard" 30. Nothing warns. Hurt is who reads open answers by their
# cloud: the more people say that they are not safe, the larger it says SAFE.
# Fails when: the two clouds differ.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q wordcloud==1.9.6 numpy==2.3.5
cd "$work"
"$work/venv/bin/python" - <<'PY'
from wordcloud import STOPWORDS, WordCloud

unsafe = WordCloud().process_text("I do not feel safe. We are not heard. " * 30)
safe = WordCloud().process_text("I do feel safe. We are heard. " * 30)
print("not safe:", unsafe)
print("    safe:", safe)
assert {"no", "not", "nor", "cannot", "don't", "isn't", "against", "few", "more", "like"} <= STOPWORDS
assert unsafe == safe, (unsafe, safe)
assert "safe" in str(unsafe) and "heard" in str(unsafe) and "not" not in str(unsafe)
PY
