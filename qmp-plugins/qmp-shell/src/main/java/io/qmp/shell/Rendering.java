package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.api.wire.WireFormat.LineEnd;
import io.qmp.api.wire.WireFormat.MemberOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Text of values, for people.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum Rendering {
    /** JSON in one line. */
    JSON,
    /** Indented JSON. */
    PRETTY,
    /** Arrays of objects as tables, objects as two columns, others as JSON; not to be read by programs. */
    TABLE;

    private static final WireFormat LINE = new WireFormat(false, LineEnd.LF, MemberOrder.INSERTION);
    private static final WireFormat INDENTED = new WireFormat(true, LineEnd.LF, MemberOrder.INSERTION);

    /**
     * {@return a value as text, without a line break at its end}
     *
     * @param value the value
     * @param codec writes JSON
     */
    public String text(QmpValue value, WireCodec codec) {
        return switch (this) {
            case JSON -> codec.format(value, LINE);
            case PRETTY -> codec.format(value, INDENTED);
            case TABLE -> table(value, codec);
        };
    }

    private static String table(QmpValue value, WireCodec codec) {
        if (value instanceof QmpObject object && !object.members().isEmpty()) {
            return grid(flat(object, codec).entrySet().stream()
                    .map(member -> List.of(member.getKey(), member.getValue()))
                    .toList());
        }
        boolean rows = value instanceof QmpArray array
                && !array.elements().isEmpty()
                && array.elements().stream().allMatch(QmpObject.class::isInstance);
        if (!rows) {
            return cell(value, codec);
        }
        List<Map<String, String>> flat = ((QmpArray) value)
                .elements().stream().map(row -> flat((QmpObject) row, codec)).toList();
        List<String> columns =
                flat.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns);
        flat.forEach(row -> cells.add(
                columns.stream().map(name -> row.getOrDefault(name, "")).toList()));
        return grid(cells);
    }

    /** {@return the members, with those of objects in it as {@code a.b}} */
    private static Map<String, String> flat(QmpObject object, WireCodec codec) {
        Map<String, String> cells = new LinkedHashMap<>();
        object.members().forEach((name, member) -> {
            if (member instanceof QmpObject inner && !inner.members().isEmpty()) {
                flat(inner, codec).forEach((more, cell) -> cells.put(name + "." + more, cell));
            } else {
                cells.put(name, cell(member, codec));
            }
        });
        return cells;
    }

    private static String cell(QmpValue value, WireCodec codec) {
        return value instanceof QmpString text ? text.value() : codec.format(value, LINE);
    }

    private static String grid(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
