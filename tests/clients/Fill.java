// Fills XForms in with JavaRosa, the engine of ODK Collect, which ODK Validate carries.
//
// Usage: javac -cp ODK_Validate.jar -d FOLDER Fill.java && java -cp ODK_Validate.jar:FOLDER Fill <lines >filled
// A line {"validate": "path"} is answered by what ODK Validate finds wrong with a form, ["text", ...].
// Other lines in are {"form": "path"}, and then for each respondent {"answers": {"item": "option" | ["option", ...] | number |
// "text" | "2026-11-21", ...}}. Each line out answers one in: to a form its texts, {"item": {"label": ..., "hint": ..., "choices":
// {...}}}; to answers {"values": {"name": "text", ...}, "hidden": ["name", ...], "invalid": ["name", ...]}, with all that
// was asked or worked out, blank where it is.

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.DateData;
import org.javarosa.core.model.data.DecimalData;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.test.Scenario;
import org.opendatakit.validate.ErrorListener;
import org.opendatakit.validate.FormValidator;

public class Fill {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FormDef form;
    private final Map<String, TreeElement> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> controls = new LinkedHashMap<>();

    public static void main(String[] none) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        System.setOut(System.err); // JavaRosa talks there
        Fill filling = new Fill();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            JsonNode told = JSON.readTree(line);
            out.println(JSON.writeValueAsString(
                told.has("validate") ? faults(told.get("validate").asText())
                    : told.has("form") ? filling.open(told.get("form").asText()) : filling.fill(told.get("answers"))));
        }
    }

    private static ArrayNode faults(String path) {
        ArrayNode found = JSON.createArrayNode();
        ErrorListener listener = new ErrorListener() {
            public void error(Object said) { found.add(String.valueOf(said)); }
            public void error(Object said, Throwable why) { found.add(said + ": " + why); }
            public void info(Object said) {}
        };
        new FormValidator().setErrorListener(listener).validate(path);
        return found;
    }

    private ObjectNode open(String path) throws Exception {
        form = Scenario.init(new File(path)).getFormDef();
        nodes.clear();
        controls.clear();
        leaves(form.getMainInstance().getRoot());
        return asked();
    }

    private ObjectNode fill(JsonNode answers) throws Exception {
        for (Map.Entry<String, Integer> one : controls.entrySet()) {
            TreeElement node = nodes.get(one.getKey());
            form.setValue(data(answers.get(one.getKey()), one.getValue(), node), node.getRef(), node, true);
        }
        ObjectNode told = JSON.createObjectNode();
        ObjectNode values = told.putObject("values");
        ArrayNode hidden = told.putArray("hidden"), invalid = told.putArray("invalid");
        for (Map.Entry<String, TreeElement> one : nodes.entrySet()) {
            TreeElement node = one.getValue();
            IAnswerData value = node.isRelevant() ? node.getValue() : null;
            values.put(one.getKey(), value == null ? "" : value.uncast().getString());
            if (!node.isRelevant()) hidden.add(one.getKey());
            else if (value == null ? node.isRequired() : !form.evaluateConstraint(node.getRef(), value)) invalid.add(one.getKey());
        }
        return told;
    }

    private void leaves(TreeElement above) {
        for (int n = 0; n < above.getNumChildren(); n++) {
            TreeElement one = above.getChildAt(n);
            if (one.getName().equals("meta")) continue;
            if (one.getNumChildren() > 0) leaves(one);
            else nodes.put(one.getName(), one);
        }
    }

    // The kinds of control by name, and every text that a respondent sees.
    private ObjectNode asked() {
        FormEntryModel model = new FormEntryModel(form);
        ObjectNode labels = JSON.createObjectNode();
        for (FormIndex at = model.incrementIndex(FormIndex.createBeginningOfFormIndex());
                !at.equals(FormIndex.createEndOfFormIndex()); at = model.incrementIndex(at)) {
            if (model.getEvent(at) != FormEntryController.EVENT_QUESTION) continue;
            FormEntryPrompt prompt = new FormEntryPrompt(form, at);
            String name = at.getReference().getNameLast();
            controls.put(name, prompt.getControlType());
            ObjectNode told = labels.putObject(name);
            told.put("label", prompt.getQuestionText());
            told.put("hint", prompt.getHelpText());
            if (prompt.getControlType() == Constants.CONTROL_SELECT_ONE || prompt.getControlType() == Constants.CONTROL_SELECT_MULTI) {
                ObjectNode choices = told.putObject("choices");
                for (SelectChoice one : prompt.getSelectChoices()) choices.put(one.getValue(), prompt.getSelectChoiceText(one));
            }
        }
        return labels;
    }

    private static IAnswerData data(JsonNode given, int control, TreeElement node) {
        if (given == null || given.isNull()) return null;
        if (control == Constants.CONTROL_SELECT_ONE) return new SelectOneData(new Selection(given.asText()));
        if (control == Constants.CONTROL_SELECT_MULTI) {
            List<Selection> ticked = new ArrayList<>();
            for (JsonNode one : given) ticked.add(new Selection(one.asText()));
            return ticked.isEmpty() ? null : new MultipleItemsData(ticked);
        }
        if (given.isNumber()) return new DecimalData(given.asDouble());
        if (node.getDataType() == Constants.DATATYPE_DATE) {
            LocalDate day = LocalDate.parse(given.asText());
            return new DateData(java.util.Date.from(day.atStartOfDay(java.time.ZoneId.systemDefault()).toInstant()));
        }
        return new StringData(given.asText());
    }
}
