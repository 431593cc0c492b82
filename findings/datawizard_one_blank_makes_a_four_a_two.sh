#!/usr/bin/env bash
# datawizard (R): ratings "4", "5" and "1" are 4, 5 and 1; one more person leaves the question open, and they are 2, 3 and 1.
#
# Expected: `to_numeric`, made so that texts and factors become the numbers they show, has 4, 5, 1 and a missing one, as `as.numeric` has of the same texts.
# Seen with datawizard 0.6.5 (R 4.2, Debian 12, 2026-12-01): if any text of a column is no number, also one that is NA or "", the column is turned into the
# places of its texts in the order of the alphabet. Of "4", "5", "1" and NA it makes 2, 3, 1 and NA; of "4", "5", "1" and "n/a" 2, 3, 1 and 4: who wrote
# "n/a" is highest; of 0 to 10 a "10" is a 2, and a "2" a 3. In a table one question is read as numbers and its neighbor as places, by who left it open. Nothing
# warns. `preserve_levels = TRUE` changes nothing for texts. With an empty text among 1 to
# 5, all in use, everybody has rated one higher. Hurt is who reads an export as text, which keeps codes whole, and turns ratings into numbers afterwards:
# the questions that some leave open, and only they, move.
# Fails when: a 4 beside a blank or "n/a" is a 4, or anything is told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-datawizard=0.6.5+dfsg-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-datawizard, and root"; exit 1; }
cat >"$work/numbers.R" <<'R'
suppressMessages(library(datawizard))
options(warn = 2)
show <- function(what, values) cat(sprintf("%-22s", what), paste(values), "\n")
rated <- c("4", "5", "1")
seen <- list(whole = to_numeric(rated), open = to_numeric(c(rated, NA)), word = to_numeric(c(rated, "n/a")), empty = to_numeric(c(rated, "")))
ten <- to_numeric(c("0", "2", "10", "9", NA))
for (what in names(seen)) show(what, seen[[what]])
show("0, 2, 10, 9, open", ten)
stopifnot(identical(seen$whole, c(4, 5, 1)), identical(seen$open, c(2, 3, 1, NA)), identical(seen$word, c(2, 3, 1, 4)))
stopifnot(identical(seen$empty, c(3, 4, 2, 1)), identical(as.numeric(c(rated, NA)), c(4, 5, 1, NA)))
stopifnot(identical(to_numeric(c("1", "2", "3", "4", "5", "")), c(2, 3, 4, 5, 6, 1)))
stopifnot(identical(to_numeric(c(rated, NA), preserve_levels = TRUE), seen$open))
table <- data.frame(trust = c("4", "4", "5", "5"), workload = c("4", "4", "5", NA))
numbers <- to_numeric(table, dummy_factors = FALSE)
print(numbers)
stopifnot(identical(numbers$trust, c(4, 4, 5, 5)), identical(numbers$workload, c(1, 1, 2, NA)))
R
Rscript --vanilla "$work/numbers.R"
