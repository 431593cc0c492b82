#!/usr/bin/env bash
# mkdocs: `build --strict --quiet` passes what `build --strict` refuses.
#
# Expected: --strict makes warnings stop the build, and --quiet only keeps it from talking.
# Seen with mkdocs 1.6.1, Markdown 3.11.3 (Python 3.11, 2026-11-29): a link to a page that is not there ends with 1 under --strict,
# and with 0, nothing said and the broken page written, once --quiet is added: warnings are counted by what listens to the log,
# and --quiet silences the log before it. A pipeline that is told to be quiet publishes broken links for months, and
# its green light says that links were checked.
# Fails when: both end alike.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q mkdocs==1.6.1 Markdown==3.11.3 click==8.5.1
mkdir "$work/docs"
printf 'site_name: Two pages\n' >"$work/mkdocs.yml"
printf '# Start\n\nSee [the other page](other.md).\n' >"$work/docs/index.md"
cd "$work"
strict=0
"$work/venv/bin/mkdocs" build --strict || strict=$?
quiet=0
"$work/venv/bin/mkdocs" build --strict --quiet || quiet=$?
echo "--strict ends with $strict, --strict --quiet with $quiet"
test "$strict" = 1
test "$quiet" = 0
