package io.qmp.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Collects the messages of a logger during each test, and keeps them off standard error. */
final class LoggedText extends Handler implements BeforeEachCallback, AfterEachCallback {
    private final Logger logger;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    LoggedText(String name) {
        logger = Logger.getLogger(name);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }

    /** What was logged since the last call, a line each. */
    String take() {
        String text = String.join("\n", messages);
        messages.clear();
        return text;
    }

    List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void publish(LogRecord logged) {
        messages.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
