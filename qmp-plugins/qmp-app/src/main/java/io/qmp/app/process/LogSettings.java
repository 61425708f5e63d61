package io.qmp.app.process;

/** In place of the JDK's file of settings for logs: sets nothing. The JDK makes an instance when it sets up its log. */
public final class LogSettings {
    static final String PROPERTY = "java.util.logging.config.class";

    /** For the JDK. */
    public LogSettings() {}
}
