package io.qmp.api.spi;

import io.qmp.api.Experimental;

/**
 * Settings of a monitor.
 *
 * @param pretty whether members and elements are written on lines of their own, from the next message on
 * @param outOfBand whether clients may enable out-of-band execution, if the server offers it at all; from the next
 *     client on
 * @param closeAction what happens when a client has left
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MonitorSettings(boolean pretty, boolean outOfBand, CloseAction closeAction) {
    /** One line a message, out-of-band execution, one client after the other. */
    public static final MonitorSettings DEFAULT = new MonitorSettings(false, true, CloseAction.NONE);

    /** {@return these settings with pretty output, or without} */
    public MonitorSettings withPretty(boolean on) {
        return new MonitorSettings(on, outOfBand, closeAction);
    }

    /** {@return these settings with out-of-band execution offered, or not} */
    public MonitorSettings withOutOfBand(boolean offered) {
        return new MonitorSettings(pretty, offered, closeAction);
    }

    /** {@return these settings with another action} */
    public MonitorSettings withCloseAction(CloseAction action) {
        return new MonitorSettings(pretty, outOfBand, action);
    }
}
