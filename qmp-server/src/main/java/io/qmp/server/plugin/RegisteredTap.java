package io.qmp.server.plugin;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.spi.SessionTap;
import io.qmp.server.guard.PluginCode;

/**
 * A tap and the plugin it came from. Throws nothing.
 *
 * @param tap observes the messages
 * @param plugin the plugin
 */
record RegisteredTap(SessionTap tap, PluginCode plugin) implements SessionTap {
    private static final String WHAT = "a tap";

    @Override
    public void received(SessionInfo session, QmpMessage message) {
        plugin.run(WHAT, () -> tap.received(session, message));
    }

    @Override
    public void sent(SessionInfo session, QmpMessage message) {
        plugin.run(WHAT, () -> tap.sent(session, message));
    }
}
