#!/usr/bin/env bash
# webvtt-py: where two people speak in one caption, all of it is the first one's.
#
# Expected: a caption may hold several voices, each in a span of its own, `<v Ana Ruiz>…</v>` (W3C's WebVTT, voice spans); `text` and `voice` of a
# caption go together, and in `text` `&amp;` is "&".
# Seen with webvtt-py 0.6.0 (Python 3.11, 2026-11-29): of a caption with a question by Ana Ruiz and the answer "No & never." by Ben Cole `voice` is
# "Ana Ruiz" and `text` is both lines, Ben's without a trace of him, "&amp;" as it stands in the file. Ben Cole, who speaks only there, is not
# among the voices of the whole recording. Meetings' own transcripts put quick exchanges into one caption. Hurt is who
# codes interviews by speaker: what the leader denied was said by the interviewer.
# Fails when: the caption names both, or the ampersand is one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q webvtt-py==0.6.0
cd "$work"
cat >talk.vtt <<'VTT'
WEBVTT

00:00:01.000 --> 00:00:05.000
<v Ana Ruiz>Did it work?</v>
<v Ben Cole>No &amp; never.</v>

00:00:06.000 --> 00:00:07.000
<v Ana Ruiz>Thank you.</v>
VTT
"$work/venv/bin/python" -W error - <<'PY'
import webvtt

captions = [(one.voice, one.text) for one in webvtt.read("talk.vtt")]
print(*captions, sep="\n")
assert captions == [("Ana Ruiz", "Did it work?\nNo &amp; never."), ("Ana Ruiz", "Thank you.")], captions
PY
