package io.qmp.testkit.fake;

/** An answer that a test has declared. */
abstract class Declared {
    private final Call call;
    private final String place;

    /**
     * Makes an answer.
     *
     * @param call the command that it answers
     * @param place the line of the test that declares it
     */
    Declared(Call call, String place) {
        this.call = call;
        this.place = place;
    }

    Call call() {
        return call;
    }

    /** {@return the declaration as a test has it: {@code expect stop at ManagerTest.java:31}} */
    String text(String verb) {
        return verb + " " + call + " at " + place;
    }
}
