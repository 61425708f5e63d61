package io.qmp.server.plugin;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.spi.SessionTap;
import io.qmp.server.guard.PluginCode;

/**
 * A tap and the plugin it came from, called on the loop. Throws nothing.
 *
 * @param tap observes the messages
 * @param plugin the plugin
 */
record RegisteredTap(SessionTap tap, PluginCode plugin) implements SessionTap {
    private static final String WHAT = "a tap";

    @Override
    public void received(SessionInfo session, QmpMessage message) {
        ClassLoader outer = plugin.enter(WHAT, plugin);
        try {
            tap.received(session, message);
        } catch (Throwable failure) {
            plugin.failed(WHAT, failure);
        } finally {
            plugin.leave(outer);
        }
    }

    @Override
    public void sent(SessionInfo session, QmpMessage message) {
        ClassLoader outer = plugin.enter(WHAT, plugin);
        try {
            tap.sent(session, message);
        } catch (Throwable failure) {
            plugin.failed(WHAT, failure);
        } finally {
            plugin.leave(outer);
        }
    }
}
