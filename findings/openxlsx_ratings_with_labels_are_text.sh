#!/usr/bin/env bash
# openxlsx, rio (R): ratings of an SPSS file, written to Excel, are texts: Excel's mean of the column is an error, and its count of those below 3 is 0.
#
# Expected: what is a number in SPSS and to R is a number in the sheet, as CSV, JSON and a database get from the same table; or it is refused.
# Seen with openxlsx 4.2.5.2, rio 0.5.29, haven 2.5.1 (R 4.2, Debian 12, 2026-12-01), four ratings with the labels Never and Always, beside the same ones without:
#   written by                        rating      without labels
#   openxlsx::write.xlsx              texts       numbers
#   rio::export, to .xlsx             texts       numbers
#   readr::write_csv                  4 5 1 2     4 5 1 2
#   rio::convert, .sav to .xlsx       numbers     numbers
# A column with labels is of a class that the writer does not know, and is turned into text. Nothing warns, and in R it still has a mean. Excel's AVERAGE has nothing to average, SUM is 0, COUNTIF
# of "<3" is 0 and a chart is flat; what computes by the cell (`A2<3`) says no of each, since a text is more than any number. The column without labels, a sum or a mean made in R, is right beside it.
# Hurt is who hands the sheet on. Instead: `haven::zap_labels` before writing.
# Fails when: the ratings with labels are numbers in the sheet.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-openxlsx=4.2.5.2-1 r-cran-rio=0.5.29-1 r-cran-haven=2.5.1-1 r-cran-readr r-cran-readxl=1.4.2-1 unzip >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-openxlsx and r-cran-rio, and root"; exit 1; }
cd "$work"
cat >handed.R <<'R'
options(warn = 2)
words <- c(Never = 1, Always = 5)
haven::write_sav(tibble::tibble(rating = haven::labelled(c(4, 5, 1, 2), words), without = c(4, 5, 1, 2)), "said.sav")
said <- haven::read_sav("said.sav")
cat("mean in R:", mean(said$rating), "below 3:", sum(said$rating < 3), "\n")
openxlsx::write.xlsx(said, "openxlsx.xlsx")
rio::export(said, "rio.xlsx")
rio::convert("said.sav", "convert.xlsx")
readr::write_csv(said, "said.csv")
for (name in c("openxlsx", "rio", "convert")) cat(name, vapply(readxl::read_excel(paste0(name, ".xlsx")), class, ""), "\n")
cat("csv", vapply(readr::read_csv("said.csv", show_col_types = FALSE), class, ""), "\n")
R
{
    Rscript --vanilla handed.R
    unzip -p openxlsx.xlsx xl/worksheets/sheet1.xml | grep -o '<c r="[AB]2"[^>]*><v>[^<]*' | sed 's/ s="[0-9]*"//'
} >seen
sed -i 's/ *$//' seen
cat seen
diff seen - <<'END'
mean in R: 3 below 3: 2
openxlsx character numeric
rio character numeric
convert numeric numeric
csv numeric numeric
<c r="A2" t="s"><v>2
<c r="B2" t="n"><v>4
END
