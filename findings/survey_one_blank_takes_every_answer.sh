#!/usr/bin/env bash
# survey (R): in a table of several questions, who left one open counts in none, so that the same question has the mean 3 beside another and 4.14 alone.
#
# Expected: `na.rm = TRUE` leaves a missing answer out of the question it is missing in, as `colMeans`, `summarise(across(…))` and the package's own
# call for one question do.
# Seen with survey 4.1.1 (R 4.2, Debian 12, 2026-11-30), six people with weights; all answer a, three leave b open:
#                                              mean of a    total of a    a at the second school
#   of ~ a + b, na.rm = TRUE                   3.00         9             2
#   of ~ a                                     4.14         29            3.5
# (`svymean`, `svytotal`, `svyby`). The page says that "all cases with missing data are removed", which is true of each question taken alone as well.
# Nothing warns, and no n is printed. Hurt is who reports a battery of thirty questions in one call, as the formula invites: few answer all thirty,
# those who do are the content ones or the patient ones, and every number is theirs.
# Fails when: a question has the same mean in both calls.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-survey=4.1-1-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-survey, and root"; exit 1; }
cat >"$work/said.R" <<'R'
suppressMessages(library(survey))
options(warn = 2)
said <- data.frame(a = c(5, 5, 5, 5, 2, 2), b = c(NA, NA, 4, NA, 1, 3), weight = c(1, 1, 1, 2, 1, 1), school = c(1, 1, 1, 2, 2, 2))
design <- svydesign(~1, weights = ~weight, data = said)
together <- coef(svymean(~ a + b, design, na.rm = TRUE))
alone <- c(coef(svymean(~a, design, na.rm = TRUE)), coef(svymean(~b, design, na.rm = TRUE)))
total <- c(together = coef(svytotal(~ a + b, design, na.rm = TRUE))[["a"]], alone = coef(svytotal(~a, design))[["a"]])
grouped <- svyby(~ a + b, ~school, design, svymean, na.rm = TRUE)
print(round(rbind(together, alone), 2))
print(total)
print(grouped[c("a", "b")])
by_school <- svyby(~a, ~school, design, svymean, na.rm = TRUE)
print(coef(by_school))
stopifnot(round(together, 2) == c(3, 2.67), round(alone, 2) == c(4.14, 2.67), total == c(9, 29))
stopifnot(grouped$a == c(5, 2), coef(by_school) == c(5, 3.5))
R
Rscript --vanilla "$work/said.R"
