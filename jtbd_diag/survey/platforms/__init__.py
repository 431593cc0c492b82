"""Header rows -> which platform wrote the table, and what each column may be.

In: the first rows of a grid. Out: a layout, with the reasons for it. Must not know any questionnaire.
"""

from jtbd_diag.survey.platforms.all_platforms import LAYOUTS, layout_of
from jtbd_diag.survey.platforms.platform_layout import Heading, Layout, Rows

__all__ = ["LAYOUTS", "Heading", "Layout", "Rows", "layout_of"]
