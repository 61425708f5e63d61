package io.qmp.transport.vertx.descriptor;

import io.qmp.api.ClassLoaders;
import java.util.stream.Stream;

/** Advice about native code that cannot be loaded: texts that hold everything that is missing, for this JVM. */
final class NativeAdvice {
    private static final String JNA = "com.sun.jna";
    private static final String NETTY = "io.netty.common";

    private NativeAdvice() {}

    /** {@return what JNA lacks} */
    static String forJna(Throwable failure) {
        if (ClassLoaders.of(NativeAdvice.class).getResource("com/sun/jna/Native.class") == null) {
            return "add net.java.dev.jna:jna-jpms to the program"
                    + (onModulePath()
                            ? ", and start the JVM with --add-modules " + JNA + " and "
                                    + nativeAccess(JNA + "," + NETTY)
                            : "");
        }
        return isDenied(failure)
                ? "start the JVM with " + nativeAccess(JNA + "," + NETTY)
                : "see that the directory for temporary files, or that of -Djna.tmpdir, lets programs run";
    }

    /** {@return what Netty's native transport lacks} */
    static String forEpoll(Throwable failure) {
        return isDenied(failure)
                ? "start the JVM with " + nativeAccess(NETTY)
                : "see that io.netty:netty-transport-native-epoll with the classifier linux-x86_64 or linux-aarch_64 is"
                        + " there, and that the directory for temporary files, or that of -Dio.netty.native.workdir,"
                        + " lets programs run";
    }

    private static boolean onModulePath() {
        return NativeAdvice.class.getModule().isNamed();
    }

    private static String nativeAccess(String modules) {
        return "--enable-native-access=" + (onModulePath() ? modules : "ALL-UNNAMED");
    }

    /** Whether the JVM allows the module no native access. A class that failed to load before keeps only the text. */
    private static boolean isDenied(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf(failure.getMessage()).contains("Illegal native access")
                || cause != null && isDenied(cause)
                || Stream.of(failure.getSuppressed()).anyMatch(NativeAdvice::isDenied);
    }
}
