"""Header rows -> which platform wrote the table, and what each column may be."""

from __future__ import annotations

from collections.abc import Mapping

from jtbd_diag.answers.layouts import field, forms, hosted, limesurvey, qualtrics, surveymonkey, tabular
from jtbd_diag.answers.layouts.shape import Heading, Layout, Recogniser, Rows
from jtbd_diag.errors import Code, complaint, did_you_mean

__all__ = ["LAYOUTS", "Heading", "Layout", "Rows", "layout_of"]

_RECOGNISERS: tuple[Recogniser, ...] = (
    qualtrics.recognise,
    field.recognise_redcap,
    field.recognise_kobo,
    field.recognise_odk,
    hosted.recognise_alchemer,
    hosted.recognise_tally,
    limesurvey.recognise,
    forms.recognise_typeform,
    forms.recognise_microsoft,
    forms.recognise_google,
    surveymonkey.recognise,
)

LAYOUTS: Mapping[str, Recogniser] = {
    "qualtrics": qualtrics.forced,
    "surveymonkey": surveymonkey.forced,
    "google-forms": forms.google,
    "microsoft-forms": forms.microsoft,
    "limesurvey": limesurvey.forced,
    "kobotoolbox": field.kobo,
    "odk": field.odk,
    "redcap": field.redcap,
    "typeform": forms.typeform,
    "alchemer": hosted.alchemer,
    "tally": hosted.tally,
    "plain": tabular.table,
}
"""Every layout by name."""


def layout_of(rows: Rows, told: str | None = None, file: str = "") -> Layout:
    """The layout of a table's first rows, or the one told. Raises InputError for a name that is none."""
    if told is not None and told not in LAYOUTS:
        raise complaint(Code.UNKNOWN_LAYOUT, file, f"there is no layout '{told}'", did_you_mean(told, list(LAYOUTS)))
    if told is not None:
        layout = LAYOUTS[told](rows)
        assert layout is not None
        return layout
    found = (recognise(rows) for recognise in _RECOGNISERS)
    reasons = ("one header row, and nothing that marks a survey platform",)
    return next((layout for layout in found if layout), None) or tabular.table(rows, reasons)
