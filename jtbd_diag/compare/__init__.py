"""Several people's view of one place side by side, so that nobody among them can be found; and one leader again.

In: a place file, and what leader, cabinet and staff answered. Out: what may be shown, as a page and a workbook.
Must not know: the terminal, and how answers come into files.
"""
