# Reads a file of results in R as a statistician would, and says what it found: `Rscript reference.R PROGRAM FILE OUT`.
# A line for each variable and row: the value, or the kind of missing value; then its label and those of its values.
invisible(Sys.setlocale("LC_ALL", "C.UTF-8"))
given <- commandArgs(trailingOnly = TRUE)
program <- given[1]
kind <- tools::file_ext(given[2])
say <- function(x) if (is.null(x)) "" else as.character(x)
if (program == "haven") {
  read <- if (kind == "sav") haven::read_sav(given[2], user_na = TRUE) else haven::read_dta(given[2])
  tag <- function(x) if (kind == "dta" && is.numeric(x)) haven::na_tag(x) else rep(NA_character_, length(x))
} else {
  read <- suppressWarnings(foreign::read.spss(given[2], to.data.frame = FALSE, use.value.labels = FALSE, use.missings = FALSE, reencode = "UTF-8"))
  tag <- function(x) rep(NA_character_, length(x))
}
labels <- attr(read, "variable.labels")
out <- file(given[3], "w", encoding = "UTF-8")
for (name in names(read)) {
  column <- read[[name]]
  label <- if (program == "haven") say(attr(column, "label")) else say(labels[[name]])
  writeLines(paste("label", name, label, sep = "\t"), out)
  named <- attr(column, if (program == "haven") "labels" else "value.labels")
  for (n in seq_along(named)) {
    code <- named[[n]]
    tagged <- if (kind == "dta" && is.na(code)) paste0(".", haven::na_tag(code)) else format(as.numeric(code), trim = TRUE)
    writeLines(paste("value", name, tagged, names(named)[n], sep = "\t"), out)
  }
  tags <- tag(column)
  bare <- if (inherits(column, "Date")) format(column) else as.vector(unclass(column))
  plain <- if (is.character(bare)) gsub("\n", "\\n", sub(" +$", "", bare), fixed = TRUE) else
    ifelse(is.na(bare), NA, sprintf("%.12g", as.numeric(bare)))
  shown <- ifelse(is.na(plain), ifelse(is.na(tags), "", paste0(".", tags)), plain)
  writeLines(paste("cell", name, seq_along(shown), shown, sep = "\t"), out)
}
close(out)
