package io.qmp.app.tool;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.app.exec.FailedAnswerException;
import io.qmp.app.option.OptionException;
import io.qmp.program.ToolLine;
import io.qmp.shell.ValuePath;

/** The one place of a result that {@code --field} prints. */
record ResultField(ValuePath path) {
    /**
     * {@return the place that a command line names}
     *
     * @throws OptionException if it is of another form
     */
    static ResultField of(ToolLine line) {
        String text = line.value(Exec.FIELD).orElseThrow();
        return new ResultField(OptionException.translate(() -> ValuePath.parse(text)));
    }

    /**
     * {@return what is there as text: strings as they are, others as JSON}
     *
     * @throws FailedAnswerException if the result does not have the place
     */
    String text(QmpValue result, Json json) {
        QmpValue value = path.find(result).orElseThrow(() -> missing(result));
        return value instanceof QmpString string ? string.value() : json.text(value);
    }

    private FailedAnswerException missing(QmpValue result) {
        String known = result instanceof QmpObject object && !object.members().isEmpty()
                ? "; it has " + String.join(", ", object.members().keySet())
                : "";
        return new FailedAnswerException("the result has no " + path + known);
    }
}
