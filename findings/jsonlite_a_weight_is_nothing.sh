#!/usr/bin/env bash
# jsonlite (R): 25,000 weights of 0.00004 add up to 1, and to 0 once read back; and of the ratings 4, open and 5 the open one is a word.
#
# Expected: numbers are written so that they are read back, as R's own `dput` and `write.csv` do, and what is missing is null.
# Seen with jsonlite 1.8.4 (R 4.2, Debian 12, 2026-11-30): `toJSON` keeps four digits after the point, however small the number: a weight of 0.00004 and a
# p-value of 0.00003 are 0. A missing number in a list is the text "NA", a missing text or tick is null, and in a table a missing cell is no cell:
# three ways in one file. The page tells it in depth (`digits = 4`, `na`); nothing warns. `fromJSON` takes "NA" back for missing, no other
# reader does: Python has a text among the ratings, and JavaScript's 4 + "NA" + 5 is "4NA5". Hurt is who hands weights, p-values or
# shares from R to a page or a server. Instead: `toJSON(x, digits = NA, na = "null")`.
# Fails when: the small numbers are written, or what is missing is null.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get install -qq --no-install-recommends r-cran-jsonlite=1.8.4+dfsg-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-jsonlite, and root"; exit 1; }
cat >write.R <<'R'
suppressMessages(library(jsonlite))
options(warn = 2)
people <- data.frame(weight = c(.00004, 1.23456), p = c(.00003, NA), said = c(NA, "yes"))
lists <- list(rating = c(4, NA, 5), said = c("yes", NA), ticked = c(TRUE, NA))
for (x in list(people, lists)) {
  cat(toJSON(x), "\n", sep = "")
  cat(toJSON(x, digits = NA, na = "null"), "\n", sep = "")
}
shares <- rep(.00004, 25000)
cat(sum(shares), "and, read back,", sum(fromJSON(toJSON(shares))), "\n")
write(toJSON(lists), "lists.json")
R
Rscript --vanilla write.R >seen
python3 -c 'import json; print(json.load(open("lists.json"))["rating"])' >>seen
cat seen
diff seen - <<'END'
[{"weight":0,"p":0},{"weight":1.2346,"said":"yes"}]
[{"weight":4e-05,"p":3e-05,"said":null},{"weight":1.23456,"p":null,"said":"yes"}]
{"rating":[4,"NA",5],"said":["yes",null],"ticked":[true,null]}
{"rating":[4,null,5],"said":["yes",null],"ticked":[true,null]}
1 and, read back, 0 
[4, 'NA', 5]
END
