package io.qmp.api.error;

import io.qmp.api.Stable;

/**
 * A failure as the peer sees it (specification, section 2.4.2 "error").
 *
 * @param errorClass its class; an open set, of which the constants are known
 * @param desc a text for people; programs must not depend on it
 * @since 0.1
 */
@Stable(since = "0.1")
public record QmpError(String errorClass, String desc) {
    /** The class of most errors. */
    public static final String GENERIC_ERROR = "GenericError";
    /** There is no such command, or not now. */
    public static final String COMMAND_NOT_FOUND = "CommandNotFound";
    /** There is no such device. */
    public static final String DEVICE_NOT_FOUND = "DeviceNotFound";
    /** The device is there, but not in use. */
    public static final String DEVICE_NOT_ACTIVE = "DeviceNotActive";
    /** The host's KVM cannot do it. */
    public static final String KVM_MISSING_CAP = "KVMMissingCap";

    /** {@return an error of class GenericError} */
    public static QmpError generic(String desc) {
        return new QmpError(GENERIC_ERROR, desc);
    }

    /** {@return an error of class CommandNotFound} */
    public static QmpError commandNotFound(String desc) {
        return new QmpError(COMMAND_NOT_FOUND, desc);
    }

    /** {@return the error for a command that the server does not have, in QEMU's words} */
    public static QmpError noSuchCommand(String command) {
        return commandNotFound("The command " + command + " has not been found");
    }

    /** {@return an error of class DeviceNotFound} */
    public static QmpError deviceNotFound(String desc) {
        return new QmpError(DEVICE_NOT_FOUND, desc);
    }

    /** {@return an error of class DeviceNotActive} */
    public static QmpError deviceNotActive(String desc) {
        return new QmpError(DEVICE_NOT_ACTIVE, desc);
    }

    @Override
    public String toString() {
        return errorClass + ": " + desc;
    }
}
