package io.qmp.app.top;

import io.qmp.vm.metrics.VmOverview;

/** A virtual machine in the table. */
public record NamedOverview(String name, VmOverview vm) {}
