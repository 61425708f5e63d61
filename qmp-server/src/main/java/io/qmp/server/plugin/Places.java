package io.qmp.server.plugin;

import java.net.URL;

/** Jars and directories, as messages name them. */
final class Places {
    private Places() {}

    /** {@return the jar or directory of a class or resource, as a path where it is a file} */
    static String of(URL location) {
        String text = location.toString();
        if (text.startsWith("jar:")) {
            int end = text.indexOf("!/");
            text = text.substring("jar:".length(), end < 0 ? text.length() : end);
        }
        return text.startsWith("file:") ? text.substring("file:".length()) : text;
    }
}
