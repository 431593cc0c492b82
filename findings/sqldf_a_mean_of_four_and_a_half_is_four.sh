#!/usr/bin/env bash
# sqldf (R): the mean of the ratings 5 and 4 is 4 if the column is called "rating" again, and "half of us agree" is TRUE.
#
# Expected: `AS rating` names a column and leaves its numbers alone, as in every SQL and in dplyr's `summarise(rating = mean(rating))`.
# Seen with sqldf 0.4-11 (R 4.2, Debian 12, 2026-11-30): a result with the name of a column that was put in is turned back into that column's class, so
# that means of whole numbers are cut down to whole numbers, and shares of yes and no become yes or no:
#   avg(rating) AS rating   4 and 1 at two schools; AS mean 4.5 and 1.5
#   avg(agree) AS agree     TRUE where one of four agrees; AS share 0.25
#   sum(agree) AS agree     TRUE; AS yes 3
# The page says of `method = "auto"` that it assigns classes by names, by a "heuristic"; it does not say that numbers are lost, and nothing warns. Hurt is
# who keeps the names of the questions, as one does for a table with a row for each school: 4.9 is 4, the means are on the scale, and all are too low.
# Instead: `method = "raw"`, or another name.
# Fails when: the mean is 4.5 under both names.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-sqldf=0.4-11-2 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-sqldf, and root"; exit 1; }
cat >"$work/said.R" <<'R'
suppressWarnings(suppressMessages(library(sqldf)))
options(warn = 2)
said <- data.frame(school = c("North", "North", "South", "South"), rating = c(5L, 4L, 1L, 2L))
told <- function(name, ...) cat(name, sapply(list(...), format), "\n")
told("AS rating", sqldf("SELECT avg(rating) AS rating FROM said GROUP BY school")$rating)
told("AS mean", sqldf("SELECT avg(rating) AS mean FROM said GROUP BY school")$mean)
told("raw", sqldf("SELECT avg(rating) AS rating FROM said GROUP BY school", method = "raw")$rating)
few <- data.frame(agree = c(TRUE, FALSE, FALSE, FALSE))
many <- data.frame(agree = c(TRUE, TRUE, TRUE, FALSE))
told("share", sqldf("SELECT avg(agree) AS agree FROM few")$agree, sqldf("SELECT avg(agree) AS share FROM few")$share)
told("how many", sqldf("SELECT sum(agree) AS agree FROM many")$agree, sqldf("SELECT sum(agree) AS yes FROM many")$yes)
R
Rscript --vanilla "$work/said.R" >"$work/seen"
cat "$work/seen"
diff -b "$work/seen" - <<'END'
AS rating    4 1
AS mean      4.5 1.5
raw          4.5 1.5
share        TRUE 0.25
how many     TRUE 3
END
