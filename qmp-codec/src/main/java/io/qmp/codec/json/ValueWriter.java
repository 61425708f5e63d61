package io.qmp.codec.json;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBigInteger;
import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireFormat;
import io.qmp.api.wire.WireFormat.LineEnd;
import io.qmp.api.wire.WireFormat.MemberOrder;

/**
 * Writes values as QEMU does: its blanks, its line breaks, its order of members.
 *
 * <p>Not for use by several threads.
 */
public final class ValueWriter {
    private static final int INDENT = 4;

    private final AsciiBuffer out = new AsciiBuffer();
    private final MemberSorter sorter = new MemberSorter();
    private final boolean pretty;
    private final boolean crLf;
    private final boolean formatSorts;
    private final boolean onlyFinite;
    private boolean hashOrder;
    private int level;
    private boolean first = true;

    /**
     * Makes a writer.
     *
     * @param format how values are written
     */
    public ValueWriter(WireFormat format) {
        this.pretty = format.pretty();
        this.crLf = format.lineEnd() == LineEnd.CR_LF;
        this.formatSorts = format.order() == MemberOrder.QEMU;
        this.hashOrder = formatSorts;
        this.onlyFinite = format.onlyFinite();
    }

    /** {@return what was written since the buffer was cleared} */
    public AsciiBuffer out() {
        return out;
    }

    /** Begins anew, also after something could not be written. */
    public void clear() {
        out.clear();
        sorter.pop(0);
        hashOrder = formatSorts;
        level = 0;
        first = true;
    }

    /** Writes the members of objects in the order that they have, or in that of the format. */
    public void keepOrder(boolean keep) {
        hashOrder = formatSorts && !keep;
    }

    /** {@return whether the members of objects are written in QEMU's order} */
    public boolean sorts() {
        return hashOrder;
    }

    /** Begins an object or array with its bracket. */
    public void open(char bracket) {
        out.put(bracket);
        level++;
        first = true;
    }

    /** Ends an object or array with its bracket. */
    public void close(char bracket) {
        level--;
        if (pretty) {
            line();
        }
        out.put(bracket);
        first = false;
    }

    /** Begins a member of an object: what follows is its value. */
    public void name(String name) {
        name(MemberName.of(name));
    }

    private void name(MemberName name) {
        separate();
        out.put(name.written());
    }

    /** Writes a value. */
    public void value(QmpValue value) {
        if (value instanceof QmpObject object) {
            object(object);
        } else if (value instanceof QmpString string) {
            out.quoted(string.value());
        } else if (value instanceof QmpLong integer) {
            out.decimal(integer.value());
        } else if (value instanceof QmpArray array) {
            array(array);
        } else if (value instanceof QmpDouble number) {
            number(number.value());
        } else if (value instanceof QmpBigInteger integer) {
            out.plain(integer.value().toString());
        } else {
            // QmpBoolean and QmpNull, whose texts are those of JSON.
            out.plain(value.toString());
        }
    }

    /** Writes a value as it was written before, at a place like this. */
    public void written(byte[] text) {
        out.put(text);
        first = false;
    }

    /** Writes a string. */
    public void string(String text) {
        out.quoted(text);
    }

    /** Writes an integer. */
    public void integer(long integer) {
        out.decimal(integer);
    }

    /** Ends the line. */
    public void endLine() {
        if (crLf) {
            out.put('\r');
        }
        out.put('\n');
    }

    private void number(double value) {
        if (onlyFinite && !Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no number for " + value);
        }
        String text = DoubleFormat.format(value);
        out.plain(text);
        if (onlyFinite && value == Math.rint(value) && text.indexOf('e') < 0) {
            out.plain(".0"); // else it is an integer, and arguments of that type accept it
        }
    }

    private void object(QmpObject object) {
        open('{');
        if (hashOrder && object.members().size() > 1) {
            int begin = sorter.push(object);
            int end = sorter.top();
            for (int i = begin; i < end; i++) {
                name(sorter.name(i));
                value(sorter.value(i));
            }
            sorter.pop(begin);
        } else {
            object.members().forEach(this::member);
        }
        close('}');
    }

    private void member(String name, QmpValue value) {
        name(name);
        value(value);
    }

    private void array(QmpArray array) {
        open('[');
        for (QmpValue element : array.elements()) {
            separate();
            value(element);
        }
        close(']');
    }

    private void separate() {
        if (!first) {
            out.put(',');
        }
        if (pretty) {
            line();
        } else if (!first) {
            out.put(' ');
        }
        first = false;
    }

    private void line() {
        endLine();
        for (int i = 0; i < INDENT * level; i++) {
            out.put(' ');
        }
    }
}
