package io.qmp.server.plugin;

/** Why foreign code failed, in one line. */
final class Causes {
    private static final int MOST = 10;

    private Causes() {}

    /** {@return what was thrown and all its causes, but for those that the text names already} */
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

    /** An exception of a plugin may fail to tell its message, too. */
    private static String said(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (Throwable e) {
            return thrown.getClass().getName();
        }
    }
}
