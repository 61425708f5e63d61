package io.qmp.mux.relay;

/**
 * The way that the commands of a client take. Clients on one monitor of QEMU share it.
 *
 * @param peer where they are executed
 * @param window which of them are under way
 * @param descriptors the names of descriptors there
 */
record Route(Peer peer, Window window, DescriptorNames descriptors) {}
