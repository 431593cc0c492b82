#!/usr/bin/env bash
# poorman (R): a column is added by school, and who gave no school has lost their rating, their comment and their id.
#
# Expected: `group_by(school) |> mutate(mean = mean(rating))` adds a column and leaves the others as they were, as in dplyr, which poorman recreates
# by its title ("A Poor Man's Dependency Free Recreation of 'dplyr'"), and in which who has no school is a group.
# Seen with poorman 0.2.6, dplyr 1.0.10 (R 4.2, Debian 12, 2026-11-30): the row of who has no school is there and NA from end to end, also in columns that
# nobody named. `summarise` and `count` leave them out where dplyr has a row for them, so that 4 people are 3. Ungrouped, all is as in dplyr.
# Nothing warns. Hurt is who centres ratings within schools and goes on: the number of rows is right, and answers of people who did answer are missing, of
# just those who would rather not say where they work.
# Fails when: the rating of who has no school is still there.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-poorman=0.2.6+dfsg-1 r-cran-dplyr=1.0.10-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-poorman and r-cran-dplyr, and root"; exit 1; }
cat >"$work/said.R" <<'R'
options(warn = 2)
said <- data.frame(id = 1:4, school = c("North", "South", NA, "North"), rating = c(3, 4, 5, 1), comment = c("fine", "so so", "help", "ok"))
for (name in c("poorman", "dplyr")) {
  verb <- function(verb) getExportedValue(name, verb)
  grouped <- verb("group_by")(said, school)
  cat(name, "\n")
  print(as.data.frame(verb("mutate")(grouped, centred = rating - mean(rating))))
  print(as.data.frame(verb("summarise")(grouped, people = dplyr::n_distinct(id))))
}
ungrouped <- lapply(list(poorman::mutate, dplyr::mutate), function(mutate) mutate(said, centred = rating - mean(rating)))
cat("ungrouped alike:", isTRUE(all.equal(ungrouped[[1]], ungrouped[[2]])), "\n")
R
Rscript --vanilla "$work/said.R" >"$work/seen"
cat "$work/seen"
diff -b "$work/seen" - <<'END'
poorman 
   id school rating comment centred
1   1  North      3    fine       1
2   2  South      4   so so       0
NA NA   <NA>     NA    <NA>      NA
4   4  North      1      ok      -1
  school people
1  North      2
2  South      1
dplyr 
  id school rating comment centred
1  1  North      3    fine       1
2  2  South      4   so so       0
3  3   <NA>      5    help       0
4  4  North      1      ok      -1
  school people
1  North      2
2  South      1
3   <NA>      1
ungrouped alike: TRUE 
END
