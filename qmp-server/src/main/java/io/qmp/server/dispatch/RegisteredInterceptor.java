package io.qmp.server.dispatch;

import io.qmp.api.spi.CommandInterceptor;
import io.qmp.server.guard.PluginCode;

/**
 * An interceptor and the plugin it came from.
 *
 * @param interceptor sees requests and replies
 * @param plugin the plugin
 */
public record RegisteredInterceptor(CommandInterceptor interceptor, PluginCode plugin) {}
