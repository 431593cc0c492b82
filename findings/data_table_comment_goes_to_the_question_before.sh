#!/usr/bin/env bash
# data.table (R): questions 1, 2 and 3 have ratings, 1 and 3 a comment; in long form the comment on question 3 stands beside the rating of question 2.
#
# Expected: rating_3 and comment_3 belong together, and question 2 has no comment, as tidyr's `pivot_longer`, base R's names and pandas' `wide_to_long` have it.
# Seen with data.table 1.14.8, tidyr 1.3.0 (R 4.2, Debian 12, 2026-11-30): `melt` with `patterns("^rating_", "^comment_")` puts the first column of the one
# kind beside the first of the other, the second beside the second, and fills up with NA at the end; what else stands in the names is not read.
#   question     1     2     3
#   rating       5     1     3
#   comment      fine  late  NA        (right: fine, NA, late)
# Columns that stand in another order in the file are paired by that order. The page shows pairs of which none is missing; nothing warns. Hurt is
# who asks for a comment at some of the questions: every comment after the first gap explains another question's rating, and reads as if it did.
# Instead: `tidyr::pivot_longer(…, names_to = c(".value", "question"), names_sep = "_")`.
# Fails when: question 2 has no comment, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-data.table=1.14.8+dfsg-1 r-cran-tidyr=1.3.0-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-data.table and r-cran-tidyr, and root"; exit 1; }
cat >"$work/said.R" <<'R'
suppressMessages(library(data.table))
options(warn = 2)
said <- data.table(id = 1, rating_1 = 5, rating_2 = 1, rating_3 = 3, comment_1 = "fine", comment_3 = "late")
long <- function(name, table) cat(sprintf("%-10s", name), sprintf("%s: %g %s;", 1:3, table$rating, table$comment), "\n")
long("melt", melt(said, id.vars = "id", measure.vars = patterns(rating = "^rating_", comment = "^comment_")))
turned <- said[, .(id, rating_3, rating_2, rating_1, comment_1, comment_3)]
long("turned", melt(turned, id.vars = "id", measure.vars = patterns(rating = "^rating_", comment = "^comment_")))
long("tidyr", tidyr::pivot_longer(said, -id, names_to = c(".value", "question"), names_sep = "_"))
R
Rscript --vanilla "$work/said.R" >"$work/seen"
cat "$work/seen"
diff -b "$work/seen" - <<'END'
melt       1: 5 fine; 2: 1 late; 3: 3 NA; 
turned     1: 3 fine; 2: 1 late; 3: 5 NA; 
tidyr      1: 5 fine; 2: 1 NA; 3: 3 late; 
END
