#!/usr/bin/env bash
# sjlabelled (R): of a scale on which only 1 is "Never" and 5 is "Always", all that lies between is missing, and Always is a 2.
#
# Expected: `as_label`, "convert variable into factor with associated value labels", keeps an answer that has no word as its number, as haven's `as_factor`
# does; what it made can be turned back.
# Seen with sjlabelled 1.2.0, haven 2.5.1 (R 4.2, Debian 12, 2026-11-30), answers 1 2 3 4 5:
#   `sjlabelled::as_label`, `as_character`       Never NA NA NA Always
#   `sjlabelled::as_numeric` of that             1 NA NA NA 2
#   `haven::as_factor`                           Never 2 3 4 Always
# Scales with words at the ends only are the commonest kind in SPSS files. Nothing warns; `add.non.labelled = TRUE` keeps them in `as_label`, and
# stands among its arguments. Hurt is who labels a table before counting: only the two extremes are left, n falls with it, and the percentages make
# 100.
# Fails when: an answer between is kept, or its loss is told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for package in sjlabelled=1.2.0-1 haven=2.5.1-1; do
    apt-get install -qq --no-install-recommends "r-cran-$package" >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-$package, and root"; exit 1; }
done
cat >"$work/said.R" <<'R'
options(warn = 2)
said <- haven::labelled(1:5, c(Never = 1L, Always = 5L))
worded <- sjlabelled::as_label(said)
back <- as.numeric(sjlabelled::as_numeric(worded))
print(worded)
print(back)
print(haven::as_factor(said))
stopifnot(identical(as.character(worded), c("Never", NA, NA, NA, "Always")), identical(back, c(1, NA, NA, NA, 2)))
stopifnot(identical(as.character(haven::as_factor(said)), c("Never", "2", "3", "4", "Always")))
stopifnot(identical(as.character(sjlabelled::as_character(said)), as.character(worded)))
stopifnot(identical(as.character(sjlabelled::as_label(said, add.non.labelled = TRUE)), c("Never", "2", "3", "4", "Always")))
R
Rscript --vanilla "$work/said.R"
