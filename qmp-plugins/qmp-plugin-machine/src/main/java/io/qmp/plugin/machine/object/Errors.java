package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;

/** The failures of commands about objects, with QEMU's texts. */
public final class Errors {
    private Errors() {}

    /** {@return the failure of looking for a device, or for an object as if it were one} */
    public static CommandFailedException deviceNotFound(String name) {
        return deviceNotFound("", name);
    }

    /** {@return the same with what the device would be for before it} */
    static CommandFailedException deviceNotFound(String role, String name) {
        return new CommandFailedException(QmpError.deviceNotFound(role + "Device '" + name + "' not found"));
    }

    /** {@return the failure of a value that is not of its type} */
    public static CommandFailedException wrongType(String name, String expected) {
        return CommandFailedException.generic("Invalid parameter type for '" + name + "', expected: " + expected);
    }

    /** {@return the failure of a value that its type does not have} */
    public static CommandFailedException expects(String name, String what) {
        return CommandFailedException.generic("Parameter '" + name + "' expects " + what);
    }
}
