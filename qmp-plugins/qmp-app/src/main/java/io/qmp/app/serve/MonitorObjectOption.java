package io.qmp.app.serve;

import io.qmp.api.spi.CloseAction;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.option.KeyValues;
import io.qmp.app.option.KeyValues.Keys;
import io.qmp.app.option.OptionException;
import io.qmp.options.Identifiers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An option {@code -object} that is a monitor, in keys or as JSON.
 *
 * @param id its name
 * @param chardev the id of its device
 * @param pretty whether its output is pretty
 * @param closeAction what happens when a client has left
 */
record MonitorObjectOption(String id, String chardev, boolean pretty, CloseAction closeAction) {
    private static final String TYPE = "monitor-qmp";
    private static final String QOM_TYPE = "qom-type";
    private static final String PRETTY = "pretty";
    private static final String CLOSE_ACTION = "close-action";
    private static final Keys KEYS =
            new Keys(QOM_TYPE, Set.of(QOM_TYPE, "id", "chardev", CLOSE_ACTION), Set.of(PRETTY));

    /** {@return whether an {@code -object} is a monitor} */
    static boolean isOne(String text) {
        return text.startsWith("{")
                ? text.replace(" ", "").contains("\"" + QOM_TYPE + "\":\"" + TYPE + "\"")
                : (text + ",").startsWith(TYPE + ",") || text.contains(QOM_TYPE + "=" + TYPE);
    }

    /** {@return what the option says} */
    static MonitorObjectOption parse(String text) {
        KeyValues keys = text.startsWith("{") ? members(text) : KEYS.parse(text);
        String id = need(keys, "id");
        CloseAction action =
                keys.text(CLOSE_ACTION).map(MonitorObjectOption::closeAction).orElse(CloseAction.NONE);
        String chardev = need(keys, "chardev");
        OptionException.translate(() -> Identifiers.require("id", id));
        return new MonitorObjectOption(id, chardev, keys.flag(PRETTY).orElse(false), action);
    }

    private static KeyValues members(String json) {
        Map<String, String> members = new LinkedHashMap<>();
        if (WireCodec.installed().parse(json) instanceof QmpObject object) {
            object.members().forEach((name, value) -> {
                boolean flag = KEYS.flags().contains(name);
                if (!flag && !KEYS.texts().contains(name)) {
                    throw new OptionException("Parameter '" + name + "' is unexpected");
                }
                if (!(flag ? value instanceof QmpBoolean : value instanceof QmpString)) {
                    throw new OptionException(
                            "Invalid parameter type for '" + name + "', expected: " + (flag ? "boolean" : "string"));
                }
                members.put(
                        name, value instanceof QmpString word ? word.value() : value == QmpBoolean.TRUE ? "on" : "off");
            });
        }
        return new KeyValues(members);
    }

    private static String need(KeyValues keys, String key) {
        return keys.text(key).orElseThrow(() -> new OptionException("Parameter '" + key + "' is missing"));
    }

    private static CloseAction closeAction(String word) {
        return Stream.of(CloseAction.values())
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new OptionException("Parameter '" + CLOSE_ACTION + "' does not accept value '" + word + "'"));
    }
}
