#!/usr/bin/env bash
# dbplyr (R): the two who rate lowest are, in a database, two who gave no rating; of who answered twice the higher answer stays; and by thirds the lowest are who left it open.
#
# Expected: `slice_min(rating, n = 2)` takes the lowest ratings, `ntile` ranks those who have one, and two answers in one cell are told, as in dplyr and tidyr on the same table.
# Seen with dbplyr 2.3.0, RSQLite 2.2.20, dplyr 1.0.10, tidyr 1.3.0 (R 4.2, Debian 12, 2026-12-01), eight people of whom Bo and Fay gave no rating, Ana a 1 and Eli a 2:
#   asked for                        table in memory       the same in SQLite
#   the two lowest                   Ana, Eli              Bo, Fay
#   lowest third                     Ana, Eli              Ana, Bo, Fay
#   Ana's trust, asked 1 and then 4  a list of both, told  4
#   Eli's trust, asked 5 and then 2  a list of both, told  5
# A blank comes first where SQLite sorts, and who truly rated lowest is pushed out; `slice_max` is right, as blanks are last there, and so is `min_rank`. `pivot_wider` takes the largest of
# a cell (`values_fn`, in the page of the method for databases). Nothing warns. Hurt is who moves a script to a database when the table grows: help goes to those who said nothing,
# and whoever corrected an answer downward is not believed. Instead: `filter(!is.na(rating))`, and `slice_max(wave)` before it goes wide.
# Fails when: both give the same people, or SQLite's is refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends "r-cran-dbplyr=2.3.0+dfsg-1" r-cran-dplyr=1.0.10-1 r-cran-rsqlite=2.2.20-1 r-cran-tidyr=1.3.0-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-dbplyr and r-cran-rsqlite, and root"; exit 1; }
cat >"$work/lowest.R" <<'R'
suppressMessages({library(dplyr); library(tidyr)})
options(warn = 2)
staff <- tibble(name = c("Ana", "Bo", "Cem", "Dee", "Eli", "Fay", "Gus", "Hal"), rating = c(1, NA, 3, 5, 2, NA, 4, 5))
said <- tibble(name = c("Ana", "Ana", "Eli", "Eli"), wave = c(1, 2, 1, 2), question = "trust", answer = c(1, 4, 5, 2))
database <- DBI::dbConnect(RSQLite::SQLite(), ":memory:")
DBI::dbWriteTable(database, "staff", staff)
DBI::dbWriteTable(database, "said", said)
names_of <- function(people) paste(sort(pull(people, name)), collapse = " ")
for (place in c("memory", "SQLite")) {
  people <- if (place == "memory") staff else tbl(database, "staff")
  cat(sprintf("%-7s two lowest: %s\n", place, names_of(slice_min(people, rating, n = 2))))
  cat(sprintf("%-7s lowest third: %s\n", place, names_of(filter(mutate(people, third = ntile(rating, 3)), third == 1))))
  cat(sprintf("%-7s two highest: %s\n", place, names_of(slice_max(people, rating, n = 2))))
}
wide <- function(answers) answers %>% select(-wave) %>% pivot_wider(names_from = question, values_from = answer)
cat("memory  twice:", tryCatch(wide(said)$trust, warning = function(told) "told"), "\n")
cat("SQLite  twice:", arrange(collect(wide(tbl(database, "said"))), name)$trust, "\n")
R
Rscript --vanilla "$work/lowest.R" | sed 's/ *$//' >"$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'END'
memory  two lowest: Ana Eli
memory  lowest third: Ana Eli
memory  two highest: Dee Hal
SQLite  two lowest: Bo Fay
SQLite  lowest third: Ana Bo Fay
SQLite  two highest: Dee Hal
memory  twice: told
SQLite  twice: 4 5
END
