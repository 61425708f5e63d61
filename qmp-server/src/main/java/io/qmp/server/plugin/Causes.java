package io.qmp.server.plugin;

/** The causes of a failure of foreign code, in one line. */
final class Causes {
    private static final int MOST = 10;

    private Causes() {}

    /** {@return a failure and its causes, without causes whose text is there already} */
    static String text(Throwable thrown) {
        StringBuilder text = new StringBuilder(said(thrown));
        Throwable cause = thrown.getCause();
        for (int i = 0; cause != null && i < MOST; i++) {
            String said = said(cause);
            if (text.indexOf(said) < 0) {
                text.append(": ").append(said);
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    /** The text of a failure; its class if a plugin's exception throws in {@code toString}. */
    private static String said(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (Throwable e) {
            return thrown.getClass().getName();
        }
    }
}
