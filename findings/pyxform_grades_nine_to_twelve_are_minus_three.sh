#!/usr/bin/env bash
# XLSForm: a question that is to begin with "9 - 12" begins with -3, one that is to begin with "Pre-K - 5" begins blank, and "9-12" is as written.
#
# Expected: what stands under `default` of a question of texts, or of one with choices, is where it begins; above all if it is the name of one of the choices.
# Seen with pyxform 4.5.0 and the ODK Validate it carries (JavaRosa, Java 17), 2026-11-29: a default that holds a sign of arithmetic between blanks
# is taken for a formula and worked out when the form is opened: "9 - 12" is 9 less 12, in a text and in a select_one whose choice "9 - 12"
# (High school) it was to tick: the answer is one that the question does not offer. "Pre-K - 5" and "none - skip" are blank. In quotes, as
# texts stand in formulas, it begins with the quotes. No warning, and ODK Validate calls the form valid. Hurt is who begins a form with what is
# known of a school: the grades of high schools are sent in as -3, by everybody who leaves the question as it is.
# Needs Java 17 (javac).
# Fails when: any of the six answers changes, or there is a warning.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyxform==4.5.0
venv/bin/python - <<'PY'
from pyxform.xls2xform import convert

form = convert(
    """
| survey |            |         |         |             |
|        | type       | name    | label   | default     |
|        | text       | high    | Grades? | 9 - 12      |
|        | text       | tight   | Grades? | 9-12        |
|        | text       | early   | Grades? | Pre-K - 5   |
|        | text       | nothing | Else?   | none - skip |
|        | text       | quoted  | Grades? | '9 - 12'    |
|        | select_one g | chosen | Grades? | 9 - 12     |
| choices |           |         |         |
|        | list_name  | name    | label   |
|        | g          | K - 8   | Lower school |
|        | g          | 9 - 12  | High school |
""",
    validate=True,
)
print("warnings:", form.warnings)
assert not form.warnings
with open("form.xml", "w") as written:
    written.write(form.xform)
PY
cat >Opened.java <<'JAVA'
import java.io.File;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.test.Scenario;

public class Opened {
    public static void main(String[] names) throws Exception {
        Scenario form = Scenario.init(new File("form.xml"));
        for (String name : names) {
            IAnswerData told = form.answerOf("/data/" + name);
            System.out.println(name + "=" + (told == null ? "" : told.getDisplayText()));
        }
    }
}
JAVA
jar=$(find venv -name ODK_Validate.jar)
javac -cp "$jar" Opened.java
java -cp "$jar:." Opened high tight early nothing quoted chosen 2>/dev/null | grep -E '^[a-z]+=' | tee opened.txt
diff opened.txt - <<<$'high=-3\ntight=9-12\nearly=\nnothing=\nquoted=\'9 - 12\'\nchosen=-3'
