package io.qmp.api.message;

import io.qmp.api.Experimental;

/**
 * The words of the protocol itself, in one place.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class WireNames {
    /** Member of a request: the command to execute in its turn. */
    public static final String EXECUTE = "execute";
    /** Member of a request: the command to execute at once. */
    public static final String EXEC_OOB = "exec-oob";
    /** Member of a request: the command's arguments. */
    public static final String ARGUMENTS = "arguments";
    /** Member of a request and of its reply. */
    public static final String ID = "id";
    /** Member of a reply: what the command returned. */
    public static final String RETURN = "return";
    /** Member of a reply: why the command was refused or failed. */
    public static final String ERROR = "error";
    /** Member of an error: its class. */
    public static final String CLASS = "class";
    /** Member of an error: a text for people. */
    public static final String DESC = "desc";
    /** Member of an event: its name. */
    public static final String EVENT = "event";
    /** Member of an event: its data. */
    public static final String DATA = "data";
    /** Member of an event: when it happened. */
    public static final String TIMESTAMP = "timestamp";
    /** Member of a timestamp. */
    public static final String SECONDS = "seconds";
    /** Member of a timestamp. */
    public static final String MICROSECONDS = "microseconds";
    /** The only member of a greeting. */
    public static final String QMP = "QMP";
    /** Member of a greeting: the server's version. */
    public static final String VERSION = "version";
    /** Member of a greeting: what the server offers. */
    public static final String CAPABILITIES = "capabilities";
    /** Member of a version: the version of QEMU. */
    public static final String QEMU = "qemu";
    /** Member of a version: who built it. */
    public static final String PACKAGE = "package";
    /** Member of a version of QEMU. */
    public static final String MAJOR = "major";
    /** Member of a version of QEMU. */
    public static final String MINOR = "minor";
    /** Member of a version of QEMU. */
    public static final String MICRO = "micro";
    /** The command that ends negotiation. */
    public static final String QMP_CAPABILITIES = "qmp_capabilities";
    /** The argument of {@link #QMP_CAPABILITIES}. */
    public static final String ENABLE = "enable";
    /** The capability to execute commands out of band. */
    public static final String OOB = "oob";

    private WireNames() {}
}
