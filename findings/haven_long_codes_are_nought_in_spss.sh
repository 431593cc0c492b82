#!/usr/bin/env bash
# data.table, haven (R): three people with codes of eleven digits go from CSV to SPSS or Stata, and all three have the code .00.
#
# Expected: the code 11432567890 is 11432567890 in SPSS, which keeps whole numbers up to 2^53, or is refused.
# Seen with data.table 1.14.8, bit64 4.0.5, haven 2.5.1 (R 4.2), PSPP 1.6.2 (Debian 12, 2026-12-01): `fread` makes of codes above 2147483647 "integer64", whose bits are a whole number in the place
# of a decimal one. R shows them right; what does not know the class reads the bits as a decimal:
#   written by            code of the first
#   write.csv, write_csv  11432567890
#   write_sav             5.65e-314, in SPSS .00
#   write_dta             5.65e-314
#   merge                 with the same code as a plain number: nobody
# The type is by the largest code of the column: a panel whose codes are shorter is right. Nothing warns, neither on the way there nor back. Hurt is who hands a platform's export on (its codes of
# respondents have eleven digits): no answer can be traced to its second wave, or to who asks
# for it to be erased. Instead: `fread(…, colClasses = list(character = "code"))`.
# Fails when: the codes in the file are those of the CSV, or haven refuses.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends "r-cran-data.table=1.14.8+dfsg-1" r-cran-bit64=4.0.5-1 r-cran-haven=2.5.1-1 r-cran-readr pspp=1.6.2-2 >/dev/null 2>&1 || { echo "needs Debian 12's R packages and pspp, and root"; exit 1; }
cd "$work"
printf '%s\n' code,rating 11432567890,4 11432567905,5 11432568012,1 >said.csv
cat >handed.R <<'R'
options(warn = 2)
said <- data.table::fread("said.csv")
print(said)
haven::write_sav(said, "said.sav")
haven::write_dta(said, "said.dta")
cat("back from SPSS and Stata:", format(c(haven::read_sav("said.sav")$code[1], haven::read_dta("said.dta")$code[1]), digits = 3), "\n")
later <- data.frame(code = c(11432567890, 11432568012), second = c(5, 2))
cat("paired with a second wave:", nrow(merge(as.data.frame(said), later, by = "code")), "of 2\n")
readr::write_csv(said, "again.csv")
R
{
    Rscript --vanilla handed.R
    cat again.csv
    printf 'GET FILE="said.sav".\nLIST.\n' >read.sps
    pspp -O format=csv read.sps
} >seen 2>&1
sed -i 's/ *$//' seen
cat seen
diff seen - <<'END'
          code rating
1: 11432567890      4
2: 11432567905      5
3: 11432568012      1
back from SPSS and Stata: 5.65e-314 5.65e-314
paired with a second wave: 0 of 2
code,rating
11432567890,4
11432567905,5
11432568012,1
Table: Data List
code,rating
.00,4
.00,5
.00,1
END
