package io.qmp.plugin.machine.object;

/** The backends of devices: block nodes, character devices, network backends, the balloon. */
public interface Backends {
    /** For checks without a machine: all backends exist. */
    Backends ANY = new Backends() {
        @Override
        public void check(QomObject device) {}

        @Override
        public void realize(QomObject device) {}

        @Override
        public void gone(String path) {}
    };

    /** Makes the properties of a new device check that the backends exist that they name. */
    void check(QomObject device);

    /**
     * Connects a device that is plugged into the running machine.
     *
     * @throws io.qmp.api.error.CommandFailedException with QEMU's text if that fails
     */
    void realize(QomObject device);

    /** Called when the device at a path was removed. */
    void gone(String path);
}
