package io.qmp.testkit.fake;

/** Finds the line of a test that calls the test kit. */
final class Place {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String KIT = Place.class.getPackageName() + ".";

    private Place() {}

    /** {@return the line that called the test kit: {@code ManagerTest.java:31}} */
    static String ofCaller() {
        return WALKER.walk(
                        frames -> frames.filter(frame -> !frame.getClassName().startsWith(KIT)
                                        || frame.getClassName().endsWith("Test"))
                                .findFirst()
                                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()))
                .orElse("unknown place");
    }
}
