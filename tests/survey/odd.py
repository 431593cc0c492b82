"""Odd tables, written by hand: every one of them was seen, or is told of, in somebody's export.

`ODD` has their bytes and what is expected of them: answers by row, rejects as row, column and code, words that
the notes must hold, or the code of the complaint.
"""

# ruff: noqa: E501
from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping
from typing import Any

Odd = Mapping[str, tuple[bytes, dict[str, Any]]]


def zipped(members: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return stream.getvalue()


def _ods(rows: list[list[str]]) -> bytes:
    """A small ODS file, with the trail of repeated empty rows that spreadsheet programs leave."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' if c else
                  "<table:table-cell/>" for c in row)
        + "</table:table-row>"
        for row in rows
    )  # fmt: skip
    trail = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Answers">{cells}{trail}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def _native_xlsx() -> bytes:
    """Numbers, dates and a formula as spreadsheets hold them; the answers on the second sheet."""
    import datetime

    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        about = book.add_worksheet("About")
        about.write_row(0, 0, ["What this is", "Answers to the workshop"])
        sheet = book.add_worksheet("Answers")
        sheet.write_row(0, 0, ["id", "goal", "calm", "staff", "since", "story", "trust"])
        sheet.write_row(1, 0, [1, 11, 3, 12, "", "", ""])
        sheet.write_datetime(1, 4, datetime.datetime(2026, 11, 21), date)
        sheet.write_row(3, 0, [2, 99, 1, 250.5, "", "", 2])
        sheet.write_formula(3, 5, '="two"&" words"', value="two words")
        sheet.write_string(4, 0, "0003")
        sheet.write_string(4, 1, "12")
    return stream.getvalue()


_GOAL = "1. What do you want from <b>this</b> workshop?"
_PLAIN = "What do you want from this workshop?"
_TOOLS = "Which of these did you use?"
_CUT = "Suppose that by next June this one result were where you want it. Would the main thing you need b..."

ODD: Odd = {
    "odd-cp1252.csv": (
        # Windows: curly quotes, a non-breaking space, bytes that are no UTF-8; CRLF; semicolons
        ("id;What do you want from\u00a0this workshop?;Which of these did you use?;I stayed calm.;Notiz\u0152\u00e6\r\n"
         "1;I can\u2019t say;Paper;Agree;sch\u00f6n\r\n2;Fix it, then rest;Scissors;Neither, nor;\r\n").encode("cp1252"),
        {
            "questionnaire": "workshop", "layout": "plain", "notes": ["Windows-1252", "semicolon"],
            "answers": {
                2: {"goal": "cannot_say", "tools_used": ["paper"], "calm": "3"},
                3: {"goal": "fix", "tools_used": ["scissors"], "calm": "2"},
            },
        },
    ),
    "odd-utf16-tabs.txt": (
        "id\tgoal\tstory\r\n1\tfix\tna\u00efve \u2713\r\n2\tboth\t\u4f60\u597d\r\n".encode("utf-16"),
        {
            "questionnaire": "workshop", "notes": ["UTF-16", "tab"],
            "answers": {2: {"goal": "fix", "story": "na\u00efve \u2713"}, 3: {"goal": "both", "story": "\u4f60\u597d"}},
        },
    ),
    "odd-sep-line.csv": (
        b"sep=;\r\nid;goal;calm\r\n1;fix;3\r\n2;Fix it, then rest;2\r\n",
        {"questionnaire": "workshop", "answers": {2: {"calm": "3"}, 3: {"goal": "fix", "calm": "2"}},
         "rejects": [[2, "goal", "B013"]]},
    ),
    "odd-newlines.csv": (
        b'id,"What do you want\nfrom this workshop?",story\n1,Both,"one\n\ntwo, ""three"""\n\n2,"I can\'t\nsay",\n\n',
        {"questionnaire": "workshop", "answers": {
            2: {"goal": "both", "story": 'one\n\ntwo, "three"'}, 3: {}, 4: {"goal": "cannot_say"}}},
    ),
    "odd-headers.csv": (
        # two questions of one text (as after an edit), empty headers, the names of this program's own columns
        f"row,{_TOOLS},,{_TOOLS},unreadable,goal,,goal.x,Goal \n7,Paper,,,u,fix,kept,g,Both\n8,,,Pens,v,both,,h,\n".encode(),
        {
            "questionnaire": "workshop", "answers": {2: {"goal": "fix"}, 3: {"goal": "both"}},
            "unmatched": {_TOOLS: ["tools_used"], f"{_TOOLS} (2)": ["tools_used"]},
            "carried": ["row (2)", _TOOLS, f"{_TOOLS} (2)", "unreadable (2)", "column 7", "goal.x", "Goal"],
            "unasked": ["tools_used", "calm", "trust", "staff", "since", "story"],
        },
    ),
    "odd-qualtrics.csv": (
        # previews, tests, a localised second row, a cut question, -99, topics, display order, "NA" as an answer
        ("StartDate,Status,Finished,ResponseId,RecipientEmail,Q1,Q1_4_TEXT,Q2_1,Q2_2,Q2_DO,Q2 - Topics,QID77,Q9\n"
         f'Anfangsdatum,Antworttyp,Beendet,Antwort-ID,E-Mail,"{_PLAIN}","{_PLAIN} - Other - Text",'
         f'"{_TOOLS} - Selected Choice - Paper","{_TOOLS} - Selected Choice - Boards - white, green",order,t,'
         '"What happened, in your own words?",I stayed calm.\n'
         '"{""ImportId"":""startDate"",""timeZone"":""Europe/Berlin""}","{""ImportId"":""status""}",'
         '"{""ImportId"":""finished""}","{""ImportId"":""_recordId""}","{""ImportId"":""recipientEmail""}",'
         '"{""ImportId"":""QID1""}","{""ImportId"":""QID1_4_TEXT""}","{""ImportId"":""QID2"",""choiceId"":""1""}",'
         '"{""ImportId"":""QID2"",""choiceId"":""6""}","{""ImportId"":""QID2_DO""}","{""ImportId"":""QID2_T""}",'
         '"{""ImportId"":""QID3_TEXT""}","{""ImportId"":""QID9""}"\n'
         "2017-07-18 08:28:09,0,1,R_1,a@x.org,11,,1,,1|2,,NA,1\n"
         "2017-07-18 08:28:09,1,1,R_2,,12,,1,1,1|2,,,1\n"
         "2017-07-18 08:28:09,2,1,R_3,,12,,1,1,1|2,,,1\n"
         "2017-07-18 08:28:09,0,0,R_4,A@x.org,-99,else,,1,2|1,,-99,-99\n"
         "2017-07-18 08:28:09,0,1,R_5,b@x.org,99,,,,2|1,,,3\n").encode(),
        {
            "questionnaire": "workshop", "layout": "qualtrics", "notes": ["2 rows are previews or tests"],
            "answers": {
                4: {"goal": "fix", "tools_used": ["paper"], "story": "NA", "calm": "1"},
                7: {"tools_used": ["boards"]},
                8: {"goal": "cannot_say", "calm": "3"},
            },
            "duplicates": [[4, "RecipientEmail"], [7, "RecipientEmail"]],
        },
    ),
    "odd-qualtrics-cut.csv": (
        ("Q1,Q2\n" f'"{_CUT}","{_CUT} - Selected Choice - Nonsense"\n' '"{""ImportId"":""QID1""}","{""ImportId"":""QID2_9""}"\n'
         '"Yes, that is what I am after",x\n"Mostly; a related thing or two would be left",\n').encode(),
        {"questionnaire": "leader-short", "layout": "qualtrics",
         "answers": {4: {"one_result": "yes"}, 5: {"one_result": "mostly"}}},
    ),
    "odd-qualtrics-two-rows.csv": (
        (f'StartDate,EndDate,Status,ResponseId,Q1\nStart Date,End Date,Response Type,Response ID,"{_PLAIN}"\n'
         "2026-01-01 10:00:00,2026-01-01 10:00:00,IP Address,R_1,Both\n"
         "2026-01-01 10:00:00,2026-01-01 10:00:00,Survey Preview,R_2,Both\n").encode(),
        {"questionnaire": "workshop", "layout": "qualtrics", "answers": {3: {"goal": "both"}},
         "notes": ["1 row is a preview"]},
    ),
    "odd-surveymonkey-star-wars.csv": (
        # de-identified to RespondentID, double spaces in texts, bytes that are no UTF-8, a condensed checkbox
        (f"RespondentID,{_PLAIN},\"{_TOOLS}\",How true is this?,,What happened\u0152\u00e6\n"
         ",Response,Response,I stayed  calm.,\"I trusted the others,  mostly.\",Open-Ended Response\n"
         "3292879998,Fix it,  then rest,Paper,Agree,\"Neither,  nor\",x\n").encode("cp1252").replace(
             b"Fix it,  then rest", b'"Fix it,  then rest"')
        + "3292879538,I can\u2019t say,\"Scissors, Markers; all colors\",,Disagree,y\n".encode(),
        {
            "questionnaire": "workshop", "layout": "surveymonkey", "notes": ["Windows-1252"],
            "answers": {
                3: {"goal": "fix", "tools_used": ["paper"], "calm": "3", "trust": "2"},
                4: {"goal": "cannot_say", "tools_used": ["markers", "scissors"], "trust": "1"},
            },
        },
    ),
    "odd-several.csv": (
        # "Paper, Pens" may be one option or two; a text typed by the respondent stands beside what is ticked
        (f'Timestamp,{_TOOLS},{_PLAIN}\n8/31/2023 19:08:16,"Paper, Scissors",Both\n'
         '8/31/2023 19:08:17,"Paper, Pens",Both\n8/31/2023 19:08:18,"Pens, Paper",Both\n'
         '8/31/2023 19:08:19,"Scissors, my own knife",Both\n8/31/2023 19:08:20,"Boards - white, green, Paper",Both\n'
         '8/31/2023 19:08:21,"None of these, Paper",Both\n8/31/2023 19:08:22,"Paper, Paper",Both\n').encode(),
        {
            "questionnaire": "workshop", "layout": "google-forms",
            "answers": {
                2: {"tools_used": ["paper", "scissors"], "goal": "both"}, 3: {"goal": "both"},
                4: {"tools_used": ["paper", "pens"], "goal": "both"}, 5: {"tools_used": ["scissors"], "goal": "both"},
                6: {"tools_used": ["paper", "boards"], "goal": "both"}, 7: {"goal": "both"}, 8: {"goal": "both"},
            },
            "notes": ["1 cell of 'tools_used' holds words"],
            "rejects": [[3, _TOOLS, "B011"], [7, _TOOLS, "B017"], [8, _TOOLS, "B010"]],
        },
    ),
    "odd-ticks.csv": (
        b"id,tools_used.paper,tools_used.pens,tools_used.nothing\n1,1,0,0\n2,1,0,1\n3,0,0,0\n4,perhaps,1,0\n5,,,1\n",
        {
            "questionnaire": "workshop",
            "answers": {2: {"tools_used": ["paper"]}, 3: {}, 4: {}, 5: {}, 6: {"tools_used": ["nothing"]}},
            "rejects": [[3, "tools_used.nothing", "B017"], [5, "tools_used.paper", "B010"]],
            "notes": ["no column for paper_pens, markers, scissors, boards"],
        },
    ),
    "odd-ragged.csv": (
        b"id,goal,calm,story\n1,both\n2,both,3,fine\n3,both,3,not, fine\n4,both,3,fine,\n5,fix,1,a,b,c\n",
        {
            "questionnaire": "workshop",
            "answers": {
                2: {"goal": "both"}, 3: {"goal": "both", "calm": "3", "story": "fine"}, 4: {},
                5: {"goal": "both", "calm": "3", "story": "fine"}, 6: {},
            },
            "rejects": [[4, "cells beyond the header", "B018"], [6, "cells beyond the header", "B018"]],
        },
    ),
    "odd-nul.csv": (
        b"id,go\0al,story\0\n1,bo\0th,a\0b\n2,both\0,\0\n3,fix,x\n",
        {"questionnaire": "workshop", "answers": {2: {"story": "a\0b"}, 3: {"goal": "both", "story": "\0"}, 4: {"goal": "fix", "story": "x"}},
         "rejects": [[2, "goal", "B010"]]},
    ),
    "odd-numbers.csv": (
        b'id,staff,since\n1,"1.234,5",21.11.2026\n2,"12,5",1.2.2026\n3,9999,2026\n4,many,yesterday\n5,7,29.02.2025\n',
        {
            "questionnaire": "workshop",
            "answers": {2: {"staff": 1234.5, "since": "2026-11-21"}, 3: {"staff": 12.5, "since": "2026-02-01"},
                        4: {}, 5: {}, 6: {"staff": 7.0}},
            "rejects": [[4, "staff", "B015"], [4, "since", "B016"], [5, "staff", "B014"], [5, "since", "B016"], [6, "since", "B016"]],
        },
    ),
    "odd-numbers-unclear.csv": (
        b'id,staff,since,goal\n1,"1,234",03/04/2026,both\n2,56,05/05/2026,both\n',
        {
            "questionnaire": "workshop", "answers": {2: {"goal": "both"}, 3: {"staff": 56.0, "since": "2026-05-05", "goal": "both"}},
            "rejects": [[2, "staff", "B011"], [2, "since", "B011"]],
        },
    ),
    "odd-apostrophes.csv": (
        b"'id','goal','story'\n'1','Fix it, then rest','it''s ''fine'''\n'2','Both','a \"quote\"'\n",
        {"questionnaire": "workshop", "answers": {2: {"goal": "fix", "story": "it's 'fine'"}, 3: {"goal": "both", "story": 'a "quote"'}}},
    ),
    "odd-backslashes.csv": (
        b'id,goal,story\n1,"Fix it, then rest","she said \\"no\\", and left"\n2,Both,plain\n',
        {"questionnaire": "workshop", "answers": {2: {"goal": "fix", "story": 'she said "no", and left'}, 3: {"goal": "both", "story": "plain"}}},
    ),
    "odd-stray-quotes.csv": (
        b'id,goal,story\n1,both,5" of rain\n2,fix,a 6" pipe\n3,"both",ok\n4,both,"said ""hi"""\n',
        {"questionnaire": "workshop", "answers": {
            2: {"goal": "both", "story": '5" of rain'}, 3: {"goal": "fix", "story": 'a 6" pipe'},
            4: {"goal": "both", "story": "ok"}, 5: {"goal": "both", "story": 'said "hi"'}}},
    ),
    "odd-spaces-after-separators.csv": (
        b'id, goal, story\n1, "Fix it, then rest", "x, y"\n2, Both, z\n',
        {"questionnaire": "workshop", "answers": {2: {"goal": "fix", "story": "x, y"}, 3: {"goal": "both", "story": "z"}}},
    ),
    "odd-old-mac.csv": (
        b"id,goal,story\r1,both,x\r2,fix,y\r",
        {"questionnaire": "workshop", "answers": {2: {"goal": "both", "story": "x"}, 3: {"goal": "fix", "story": "y"}}},
    ),
    "odd-tabs-without-quotes.tsv": (
        b'id\tgoal\tstory\n1\tboth\t"unclosed\n2\tfix\tplain\n3\tboth\t"also unclosed\n4\tfix\ty\n',
        {"questionnaire": "workshop", "answers": {
            2: {"goal": "both", "story": '"unclosed'}, 3: {"goal": "fix", "story": "plain"},
            4: {"goal": "both", "story": '"also unclosed'}, 5: {"goal": "fix", "story": "y"}}},
    ),
    "odd-unclosed-quote.csv": (
        b'id,goal,story\n1,both,fine\n2,fix,"never closed\n3,both,x\n4,both,x\n',
        {"questionnaire": "workshop", "error": "B002"},
    ),
    "odd-header-only.csv": (b"id,goal,calm", {"questionnaire": "workshop", "answers": {}}),
    "odd-other-survey.csv": (
        b"Name,Favourite colour,Age\nAnn,green,33\nBob,blue,44\n",
        {"questionnaire": "workshop", "error": "B004"},
    ),
    "odd-other-survey-alike.csv": (
        ("Name,gift,title\n" + "".join(f"Ann,a book {n},Dr\n" for n in range(30))).encode(),
        {"questionnaire": "leader", "error": "B004"},
    ),
    "odd-web-page.xls": (b"<html><table><tr><td>goal</td></tr></table></html>", {"questionnaire": "workshop", "error": "B001"}),
    "odd-redcap-events.csv": (
        b"study_id,redcap_event_name,redcap_repeat_instance,goal,tools_used___paper,tools_used___paper_pens,visit_complete\n"
        b"1,screening_arm_1,,,0,0,0\n1,visit_arm_1,1,fix,1,1,2\n1,visit_arm_1,2,both,0,0,2\n2,visit_arm_1,1,99,0,0,1\n",
        {
            "questionnaire": "workshop", "layout": "redcap",
            "answers": {2: {"tools_used": ["paper", "paper_pens"]}, 3: {}, 4: {}, 5: {}},
            "rejects": [[3, "goal", "B013"], [5, "goal", "B013"]],
        },
    ),
    "odd-limesurvey.csv": (
        ('\ufeff"id";"submitdate";"lastpage";"startlanguage";"goal";"goal[other]";"toolsused[paper]";"toolsused[pens]";'
         '"G1Q1[calm]";"G1Q1[trust]";"story";"storycomment";"interviewtime";"groupTime8020";"goalTime"\r\n'
         '"5";"2026-01-02 03:04:05";"2";"en";"Fix it, then rest";"";"Yes";"No";"Agree";"Neither, nor";"N/A";"";"9.1";"1";"2"\r\n'
         '"6";"";"1";"en";"N/A";"x";"N/A";"N/A";"";"Disagree";"so";"";"9.1";"1";"2"\r\n\r\n').encode(),
        {
            "questionnaire": "workshop", "layout": "limesurvey",
            "answers": {2: {"goal": "fix", "tools_used": ["paper"], "calm": "3", "trust": "2"}, 3: {"trust": "1", "story": "so"}},
        },
    ),
    "odd-kobo-empty.csv": (
        b'"start";"main/goal";"main/tools_used";"main/tools_used/paper";"main/tools_used/pens";"_id";"_uuid";"_submission_time";"_index"\n'
        b'"2026-01-01";"fix";"paper";"1";"0";"1";"u1";"t";"1"\n"2026-01-01";"";"";"";"";"2";"u2";"t";"2"\n',
        {"questionnaire": "workshop", "layout": "kobotoolbox", "answers": {2: {"goal": "fix", "tools_used": ["paper"]}, 3: {}}},
    ),
    "odd-typeform-yes-no.csv": (
        b"#,Did it help?,Paper,Pens,Other,None,Start Date (UTC),Submit Date (UTC),Network ID\n"
        b"a1,1,Paper,,,,2016-03-29 21:24:53,2016-03-29 21:27:25,n1\nb2,0,,Pens,,,2016-03-29 21:24:53,2016-03-29 21:27:25,n2\n",
        {"questionnaire": "workshop", "layout": "typeform", "answers": {2: {"tools_used": ["paper"]}, 3: {"tools_used": ["pens"]}}},
    ),
    "odd-nested.jsonl": (
        b'{"id": 1, "part": {"goal": "fix", "staff": 1e2}, "tools_used": ["paper", "paper_pens"], "calm": 3}\n'
        b'\n{"id": 2, "part": {"goal": "both"}, "tools_used": [], "calm": null, "more": true}\n',
        {"questionnaire": "workshop", "answers": {1: {"tools_used": ["paper", "paper_pens"], "calm": "3", "goal": "fix", "staff": 100.0}, 3: {"goal": "both"}}},
    ),
    "odd-array.json": (
        b'[{"goal": "fix", "calm": 1},\n {"goal": "learn"}]\n',
        {"questionnaire": "workshop", "answers": {1: {"goal": "fix", "calm": "1"}, 2: {"goal": "learn"}}},
    ),
    "odd-not-json.jsonl": (
        b'{"goal": "fix"}\n{"goal": \n[1]\n', {"questionnaire": "workshop", "error": "B001"},
    ),
    "odd-sheet.ods": (
        _ods([["id", "goal", "calm"], ["1", "Fix it, then rest", "Agree"], ["", "", ""], ["2", "Both", ""]]),
        {"questionnaire": "workshop", "answers": {2: {"goal": "fix", "calm": "3"}, 4: {"goal": "both"}}},
    ),
    "odd-native.xlsx": (
        _native_xlsx(),
        {
            "questionnaire": "workshop", "notes": ["sheet 'Answers' is read, of 2"],
            "answers": {
                2: {"goal": "fix", "calm": "3", "staff": 12.0, "since": "2026-11-21"},
                4: {"goal": "cannot_say", "calm": "1", "staff": 250.5, "story": "two words", "trust": "2"},
                5: {"goal": "learn"},
            },
        },
    ),
    "odd-download.zip": (
        zipped({"__MACOSX/._x.csv": "junk", "My survey_July 1.csv": "id,goal\n1,fix\n"}),
        {"questionnaire": "workshop", "answers": {2: {"goal": "fix"}}},
    ),
    "odd-download.csv.gz": (
        gzip.compress(b"id,goal\n1,both\n", mtime=0), {"questionnaire": "workshop", "answers": {2: {"goal": "both"}}},
    ),
    "odd-two-tables.zip": (zipped({"a.csv": "goal\nfix\n", "b.csv": "goal\nfix\n"}), {"questionnaire": "workshop", "error": "B001"}),
}  # fmt: skip
