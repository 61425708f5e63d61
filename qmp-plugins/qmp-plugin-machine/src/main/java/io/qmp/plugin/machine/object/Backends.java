package io.qmp.plugin.machine.object;

/** What devices get from elsewhere in the machine: block nodes, character devices, network backends, a balloon's numbers. */
public interface Backends {
    /** For a try: whatever is named exists. */
    Backends ANY = new Backends() {
        @Override
        public void check(QomObject device) {}

        @Override
        public void realize(QomObject device) {}

        @Override
        public void gone(String path) {}
    };

    /** Lets the properties of a new device check, by the names of backends that they are set to, that there are such backends. */
    void check(QomObject device);

    /**
     * Connects a device that is plugged in while the machine is there.
     *
     * @throws io.qmp.api.error.CommandFailedException in QEMU's words if it cannot be
     */
    void realize(QomObject device);

    /** Learns that the device at a path is no longer there. */
    void gone(String path);
}
