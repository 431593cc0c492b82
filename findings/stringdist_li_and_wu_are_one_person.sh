#!/usr/bin/env bash
# stringdist (R): by three letters at a time Li and Wu are one name, and so are Ng, Ho and Xu; Li of the second wave is paired with Wu of the first.
#
# Expected: two names without a letter in common are as far apart as names can be; or, as its page says of names shorter than `q`, the distance is Inf.
# Seen with stringdist 0.9.10 (R 4.2, Debian 12, 2026-12-01): a name of fewer than three letters has no part of three; of two such names nothing differs, so the distance is 0:
#   method     Li and Wu   Li and Ng   Li and Lin   Li and Smith
#   qgram      0           0           1            3
#   cosine     0           0           NaN          NaN
#   jaccard    0           0           1            1
# `amatch("Li", c("Wu", "Li"))` takes the first of those at 0, which is Wu, and Ho, who is not in the first, is Wu as well. `stringsim` of the same two is NaN, or 1. Nothing warns, and
# with names of three letters and more all is right. With q = 2 names of one letter are alike in this way. Hurt is who pairs two waves by family name and
# finds nothing wrong among Smith and Garcia: whoever has a short name has the answers of somebody else. Instead: `method = "jw"`, or no q above the shortest name.
# Fails when: Li and Wu are apart, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-stringdist=0.9.10-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-stringdist, and root"; exit 1; }
cat >"$work/names.R" <<'R'
suppressMessages(library(stringdist))
options(warn = 2)
first <- c("Wu", "Ng", "Smith", "Li")
second <- c("Smith", "Li", "Ho")
furthest <- c(qgram = 4, cosine = 0.5, jaccard = 0.5, jw = 0.3)
for (method in names(furthest)) {
  cat(sprintf("%-7s", method), format(round(stringdist("Li", c("Wu", "Ng", "Lin", "Smith"), method = method, q = 3), 2), width = 5), "\n")
  cat("        Smith, Li and Ho of the second wave are", first[amatch(second, first, method = method, q = 3, maxDist = furthest[[method]])], "of the first\n")
}
R
Rscript --vanilla "$work/names.R" | sed 's/ *$//' >"$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'END'
qgram       0     0     1     3
        Smith, Li and Ho of the second wave are Smith Wu Wu of the first
cosine      0     0   NaN   NaN
        Smith, Li and Ho of the second wave are Smith Wu Wu of the first
jaccard     0     0     1     1
        Smith, Li and Ho of the second wave are Smith NA Wu of the first
jw       1.00  1.00  0.11  0.43
        Smith, Li and Ho of the second wave are Smith Li NA of the first
END
