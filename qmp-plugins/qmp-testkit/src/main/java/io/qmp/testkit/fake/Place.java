package io.qmp.testkit.fake;

import java.util.Set;

/** Finds the line of a test that calls the test kit. */
final class Place {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> CLASSES =
            Set.of(Place.class.getName(), FakeQemu.class.getName(), FakeAgent.class.getName());

    private Place() {}

    /** {@return the line that called the test kit: {@code ManagerTest.java:31}} */
    static String ofCaller() {
        return WALKER.walk(frames -> frames.filter(frame -> !CLASSES.contains(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()))
                .orElse("unknown place");
    }
}
