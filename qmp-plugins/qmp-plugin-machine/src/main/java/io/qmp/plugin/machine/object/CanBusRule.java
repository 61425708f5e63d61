package io.qmp.plugin.machine.object;

/** A CAN bus stays. */
final class CanBusRule implements ObjectRule {
    @Override
    public boolean isDeletable() {
        return false;
    }

    @Override
    public String kind() {
        return "CAN bus device";
    }
}
