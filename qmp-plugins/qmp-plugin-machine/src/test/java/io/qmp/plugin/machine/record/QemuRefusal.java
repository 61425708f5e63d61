package io.qmp.plugin.machine.record;

/** What a QEMU did not do, with its words. */
public final class QemuRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String kind;

    QemuRefusal(String kind, String text) {
        super(text);
        this.kind = kind;
    }

    /** {@return the class of the error; {@code Ended} if the program has ended} */
    String kind() {
        return kind;
    }

    /** {@return its words} */
    public String text() {
        return String.valueOf(getMessage());
    }
}
