package io.qmp.app.serve;

import io.qmp.app.option.Option;
import io.qmp.server.MonitorOptions;

/**
 * A monitor that was asked for.
 *
 * @param source the option that describes its device; errors name it
 * @param chardev its device
 * @param options how it serves its clients
 */
record MonitorSpec(Option source, Chardev chardev, MonitorOptions options) {}
