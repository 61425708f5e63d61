package io.qmp.app.process;

import java.io.IOException;
import java.util.logging.LogManager;

/**
 * The manager of {@code java.util.logging} in the image, where the JDK's own loggers are {@link ImageLoggers} and do
 * not wait for it. To find out whether they do, the JDK looks for finders of loggers in jars, which is a sixth of what
 * the program does from {@code main} to the first reply.
 *
 * <p>The JDK leaves that out if settings cannot be read when it makes the manager; the program has none.
 */
public final class ImageLogManager extends LogManager {
    private boolean isMade;

    /** For the JDK. */
    public ImageLogManager() {}

    /**
     * Fails when the JDK makes the manager, by a call under its lock; then it reads settings as any manager does.
     *
     * @throws IOException as there are no settings, or as they cannot be read
     */
    @Override
    public void readConfiguration() throws IOException {
        if (!isMade) {
            isMade = true;
            throw new IOException("the program has no settings for logs");
        }
        super.readConfiguration();
    }
}
