package io.qmp.place;

/**
 * The reply to {@link QueryPlace}.
 *
 * @param boot whether the program is on the boot class path
 * @param sql the module of a class that the JVM's own loader does not have
 * @param context whether the context loader of this call finds the plugin's classes
 */
public record Place(boolean boot, String sql, boolean context) {}
