"""Every platform by name, and which of them a table comes from.

Owns the order in which they are tried; what a platform is known by stands in its own file.
"""

from __future__ import annotations

from collections.abc import Mapping

from jtbd_diag.ground.catalogue import say
from jtbd_diag.ground.complaints import Code, complaint, did_you_mean
from jtbd_diag.survey.platforms import (
    alchemer_and_tally,
    google_microsoft_typeform,
    kobo_odk_redcap,
    limesurvey,
    plain_tables,
    qualtrics,
    surveymonkey,
)
from jtbd_diag.survey.platforms.platform_layout import Layout, Recogniser, Rows

_RECOGNISERS: tuple[Recogniser, ...] = (
    qualtrics.recognise,
    kobo_odk_redcap.recognise_redcap,
    kobo_odk_redcap.recognise_kobo,
    kobo_odk_redcap.recognise_odk,
    alchemer_and_tally.recognise_alchemer,
    alchemer_and_tally.recognise_tally,
    limesurvey.recognise,
    google_microsoft_typeform.recognise_typeform,
    google_microsoft_typeform.recognise_microsoft,
    google_microsoft_typeform.recognise_google,
    surveymonkey.recognise,
)

LAYOUTS: Mapping[str, Recogniser] = {
    "qualtrics": qualtrics.forced,
    "surveymonkey": surveymonkey.forced,
    "google-forms": google_microsoft_typeform.google,
    "microsoft-forms": google_microsoft_typeform.microsoft,
    "limesurvey": limesurvey.forced,
    "kobotoolbox": kobo_odk_redcap.kobo,
    "odk": kobo_odk_redcap.odk,
    "redcap": kobo_odk_redcap.redcap,
    "typeform": google_microsoft_typeform.typeform,
    "alchemer": alchemer_and_tally.alchemer,
    "tally": alchemer_and_tally.tally,
    "statistics": plain_tables.names_above_labels,
    "plain": plain_tables.table,
}
"""Every layout by name."""


def layout_of(rows: Rows, told: str | None = None, file: str = "") -> Layout:
    """The layout of a table's first rows, or the one told. Raises InputError for a name that is none."""
    if told is not None and told not in LAYOUTS:
        raise complaint(
            Code.UNKNOWN_LAYOUT, file, say("survey.no_layout", layout=told), did_you_mean(told, list(LAYOUTS))
        )
    if told is not None:
        layout = LAYOUTS[told](rows)
        assert layout is not None
        return layout
    found = (recognise(rows) for recognise in _RECOGNISERS)
    reasons = (say("survey.plain_table"),)
    return next((layout for layout in found if layout), None) or plain_tables.table(rows, reasons)
