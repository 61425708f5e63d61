package io.qmp.server.session;

/** Which in-band commands of the sessions of a monitor wait for each other. */
public enum QueueKind {
    /** One command of the whole server is executed at a time. */
    SHARED,
    /** One command of each session is executed at a time. */
    OWN,
    /** Commands of a session do not wait for each other; their replies do. */
    OVERLAPPING
}
