package io.qmp.plugin.machine.object;

/** The backends of devices: block nodes, character devices, network backends, the balloon. */
public interface Backends {
    /** For checks without a machine: all backends exist. */
    Backends ANY = new Backends() {
        @Override
        public void check(QomObject device) {}

        @Override
        public void realize(Qom qom, QomObject device, boolean hot) {}

        @Override
        public void gone(QomObject device) {}
    };

    /** Makes the properties of a new device check that the backends exist that they name. */
    void check(QomObject device);

    /**
     * Connects a device whose properties are set.
     *
     * @param qom the machine, with the device
     * @param hot whether the machine is running already
     * @throws io.qmp.api.error.CommandFailedException with QEMU's text if that fails
     */
    void realize(Qom qom, QomObject device, boolean hot);

    /** Called when a device was removed. */
    void gone(QomObject device);
}
