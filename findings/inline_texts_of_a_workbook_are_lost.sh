#!/usr/bin/env bash
# pylightxl, openxlsx (R): of a workbook that was written row by row the one reads no text at all, the other "Arts &amp; Sciences".
#
# Expected: a text is the same wherever the file keeps it: in the list that its sheets share, or in the cell itself (`inlineStr`, ECMA-376 18.18.11), as
# exporters write it that do not hold a whole survey in memory.
# Seen with XlsxWriter 3.3.1 (`constant_memory`) that writes the file, pylightxl 1.61 (Python 3.11), openxlsx 4.2.5.2 and readxl 1.4.2 (R 4.2, Debian 12),
# openpyxl 3.1.5 (2026-11-30): the ratings are right in all of them.
#                       kept in the cell                      kept in the list
#   openpyxl, readxl    Arts & Sciences, 5 < 6                the same
#   openxlsx            Arts &amp; Sciences, 5 &lt; 6         Arts & Sciences, 5 < 6
#   pylightxl           nothing, nor a head                   Arts & Sciences, 5 < 6
# Nothing warns. Hurt is who joins by school what comes from a form's export with a list of their own: the school with an "&" is another one; and with the first,
# every comment is one that nobody made.
# Fails when: pylightxl reads the texts, or openxlsx the "&".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-openxlsx=4.2.5.2-1 r-cran-readxl=1.4.2-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-openxlsx and r-cran-readxl, and root"; exit 1; }
cd "$work"
python3 -m venv venv
venv/bin/pip install -q xlsxwriter==3.3.1 pylightxl==1.61 openpyxl==3.1.5
venv/bin/python - >seen <<'PY'
import openpyxl
import pylightxl
import xlsxwriter

rows = [["school", "rating", "said"], ["Arts & Sciences", 4, "5 < 6"], ["North", 5, "fine"]]
for name in ("cell", "list"):
    book = xlsxwriter.Workbook(f"{name}.xlsx", {"constant_memory": name == "cell"})
    sheet = book.add_worksheet("said")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    print(name, "openpyxl ", [[*row] for row in openpyxl.load_workbook(f"{name}.xlsx").active.values])
    print(name, "pylightxl", [*pylightxl.readxl(f"{name}.xlsx").ws("said").rows])
PY
Rscript --vanilla - >>seen <<'R'
options(warn = 2)
for (name in c("cell.xlsx", "list.xlsx")) {
  for (read in list(openxlsx = openxlsx::read.xlsx(name), readxl = readxl::read_xlsx(name))) {
    cat(name, class(read)[1], paste(read$school, read$rating, read$said, sep = " | ", collapse = "; "), "\n")
  }
}
R
cat seen
diff -b seen - <<'END'
cell openpyxl  [['school', 'rating', 'said'], ['Arts & Sciences', 4, '5 < 6'], ['North', 5, 'fine']]
cell pylightxl [['', ''], ['', 4], ['', 5]]
list openpyxl  [['school', 'rating', 'said'], ['Arts & Sciences', 4, '5 < 6'], ['North', 5, 'fine']]
list pylightxl [['school', 'rating', 'said'], ['Arts & Sciences', 4, '5 < 6'], ['North', 5, 'fine']]
cell.xlsx data.frame Arts &amp; Sciences | 4 | 5 &lt; 6; North | 5 | fine 
cell.xlsx tbl_df Arts & Sciences | 4 | 5 < 6; North | 5 | fine 
list.xlsx data.frame Arts & Sciences | 4 | 5 < 6; North | 5 | fine 
list.xlsx tbl_df Arts & Sciences | 4 | 5 < 6; North | 5 | fine 
END
