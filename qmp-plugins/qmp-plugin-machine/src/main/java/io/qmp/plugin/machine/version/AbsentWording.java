package io.qmp.plugin.machine.version;

/**
 * Texts of errors about parts that the machine does not have, which differ from version to version.
 *
 * @param vnc there is no VNC display
 * @param vncWithoutPassword clients of VNC need no password
 * @param connectedClients a password of VNC cannot decide about connected clients
 * @param colo the machine is not replicated
 * @param deviceTree the board has no flattened device tree
 */
public record AbsentWording(
        String vnc, String vncWithoutPassword, String connectedClients, String colo, String deviceTree) {
    static final AbsentWording V10_0 = new AbsentWording(
            "Could not set password",
            "Could not set password",
            "parameter 'connected' must be 'keep' when 'protocol' is 'vnc'",
            "VM is not in COLO mode",
            "This machine doesn't have an FDT");

    static final AbsentWording V7_2 = new AbsentWording(
            V10_0.vnc,
            V10_0.vncWithoutPassword,
            "Invalid parameter 'connected'",
            "The feature 'colo' is not enabled",
            "This machine doesn't have a FDT");

    static final AbsentWording V11_1 = new AbsentWording(
            "No VNC display is present",
            "VNC password authentication is disabled",
            V10_0.connectedClients,
            V10_0.colo,
            V10_0.deviceTree);
}
