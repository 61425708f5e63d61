package io.qmp.app.metrics;

/** What is shown at {@code /metrics}. */
interface Page {
    /** {@return the page as it is now} Called on the loop of the server that shows it. */
    String text(ExpositionFormat format);
}
