#!/usr/bin/env bash
# limepy: the question "Leaders do <b>not</b> listen to staff." is "listen to staff.", and "How <b>clear</b> are the <i>goals</i>?" is "?".
#
# Expected: `strip_tags=True` takes the tags away and leaves the words, as BeautifulSoup's `get_text` has it.
# Seen with limepy 0.1.15, pandas 2.3.3 (Python 3.11, 2026-11-30), on a structure as LimeSurvey exports it (.lss): of a question all but
# its last piece of text is gone, in the list of questions, in the heads of the table made to be read and above each summary:
#   Leaders do <b>not</b> listen to staff.                 listen to staff.
#   <p>How <b>clear</b> are the <i>goals</i>?</p>          ?
#   <p>Staff speak up.</p>                                 Staff speak up.
# Each piece of text between tags takes the place of the one before. Its page says "remove html tags from the questions"; nothing warns. The sheet of
# one person, `respondent`, takes the tags off by another way, that is right, if the questions were left whole.
# Hurt is who sets the word that turns a statement round in bold, as guides to writing questions advise: the statement is reported without it, and
# every figure below it says the reverse.
# Fails when: "not" is there.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q limepy==0.1.15 pandas==2.3.3 beautifulsoup4==4.14.2
cat >survey.lss <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<document>
 <LimeSurveyDocType>Survey</LimeSurveyDocType>
 <languages><language>en</language></languages>
 <groups><rows>
  <row><gid>1</gid><group_name><![CDATA[Trust]]></group_name><language>en</language></row>
 </rows></groups>
 <questions><rows>
  <row><qid>1</qid><gid>1</gid><type>5</type><title>listen</title><question><![CDATA[Leaders do <b>not</b> listen to staff.]]></question><help/><other>N</other><mandatory>N</mandatory><language>en</language></row>
  <row><qid>2</qid><gid>1</gid><type>5</type><title>goals</title><question><![CDATA[<p>How <b>clear</b> are the <i>goals</i>?</p>]]></question><help/><other>N</other><mandatory>N</mandatory><language>en</language></row>
  <row><qid>3</qid><gid>1</gid><type>5</type><title>speak</title><question><![CDATA[<p>Staff speak up.</p>]]></question><help/><other>N</other><mandatory>N</mandatory><language>en</language></row>
 </rows></questions>
</document>
END
venv/bin/python - >seen <<'PY'
from pathlib import Path

import pandas as pd
from bs4 import BeautifulSoup
from limepy.wrangle import Question, Survey

said = pd.DataFrame({"listen": [5, 5, 4], "goals": [1, 2, 3], "speak": [1, 1, 2]})
structure = Path("survey.lss").read_text("utf-8")
whole = Survey(said.copy(), structure)
survey = Survey(said.copy(), structure, strip_tags=True)
for qid, question in survey.questions.items():
    words = BeautifulSoup(whole.questions[qid]["question"], "html.parser").get_text()
    print(f"{words!r} is {question['question']!r}")
print("heads:", [*survey.readable_df.columns])
question = Question(survey, 1)
print(question.question, question.summary["Count"].astype(int).to_dict())
PY
cat seen
diff seen - <<'END'
'Leaders do not listen to staff.' is ' listen to staff.'
'How clear are the goals?' is '?'
'Staff speak up.' is 'Staff speak up.'
heads: [' listen to staff.', '?', 'Staff speak up.']
 listen to staff. {1: 0, 2: 0, 3: 0, 4: 1, 5: 2}
END
