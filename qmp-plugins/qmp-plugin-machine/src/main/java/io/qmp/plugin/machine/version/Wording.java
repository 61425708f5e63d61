package io.qmp.plugin.machine.version;

/**
 * Texts of errors that differ from version to version, as formats.
 *
 * @param balloonSize the size of a balloon is none
 * @param badProtocol a migration has a target of no known protocol: the target
 * @param noPause nothing can be paused by {@code migrate-pause}
 * @param notADevice what is to be removed is no device: its id or path
 * @param outOfRange an option of a block driver is negative: the value, the option
 * @param migrationParameter a parameter of migration has a bad value: the parameter, what is expected
 * @param cpuProperty a property of a CPU has a value of another type: the property
 * @param coldPlugged a device is for machines that do not run yet: its type
 * @param wordSeparator what is between the words of a parameter of migration in that text
 */
public record Wording(
        String balloonSize,
        String badProtocol,
        String noPause,
        String notADevice,
        String outOfRange,
        String migrationParameter,
        String cpuProperty,
        String coldPlugged,
        char wordSeparator) {
    static final Wording V10_0 = new Wording(
            "Parameter 'value' expects a size",
            "unknown migration protocol: %s",
            "migrate-pause is currently only supported during postcopy-active or postcopy-recover state",
            "%s is not a device",
            "Value '%1$s' is out of range for parameter '%2$s'",
            "Parameter '%s' expects %s",
            "model.props.%s",
            "Device '%s' does not support hotplugging",
            '_');

    static final Wording V7_2 = new Wording(
            "Parameter 'target' expects a size",
            "Parameter 'uri' expects a valid migration protocol",
            "migrate-pause is currently only supported during postcopy-active state",
            "%s is not a hotpluggable device",
            "Parameter '%2$s' expects a non-negative number below 2^64",
            V10_0.migrationParameter,
            "%s",
            "Parameter 'driver' expects a pluggable device type",
            '_');

    static final Wording V11_1 = new Wording(
            V10_0.balloonSize,
            V10_0.badProtocol,
            V10_0.noPause,
            V10_0.notADevice,
            V10_0.outOfRange,
            "Option %s expects %s",
            V10_0.cpuProperty,
            V10_0.coldPlugged,
            '-');
}
