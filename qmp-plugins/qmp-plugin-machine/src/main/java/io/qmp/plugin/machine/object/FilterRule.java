package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpString;
import io.qmp.plugin.qemu.QemuVersion;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The filters of network backends, which no packet passes here. */
final class FilterRule extends ChardevRule {
    /** The type that all filters are of. */
    static final String TYPE = "netfilter";

    private static final String NETDEV = "netdev";
    private static final String ID = "id=";
    private static final String INDEV = "indev";
    private static final String OUTDEV = "outdev";
    private static final Map<String, String> DEFAULTS =
            Map.of("queue", "all", "status", "on", "position", "tail", "insert", "behind");

    FilterRule(ObjectEnds ends, QemuVersion version) {
        super(ends, version);
    }

    @Override
    public void install(QomObject object) {
        DEFAULTS.forEach(
                (name, value) -> object.property(name).ifPresent(property -> property.put(new QmpString(value))));
        object.property("status")
                .ifPresent(property -> property.check(value -> {
                    if (value instanceof QmpString text
                            && !text.value().equals("on")
                            && !text.value().equals("off")) {
                        throw CommandFailedException.generic(
                                "Invalid value for netfilter status, should be 'on' or 'off'");
                    }
                }));
        refuseZero(object, "interval", "' requires a positive value");
        refuseZero(object, "maxlen", "' doesn't take value '0'");
    }

    private static void refuseZero(QomObject object, String name, String text) {
        object.property(name)
                .ifPresent(property -> property.check(value -> {
                    if (value instanceof QmpLong number && number.value() == 0) {
                        throw CommandFailedException.generic("Property '" + object.type() + "." + name + text);
                    }
                }));
    }

    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        if (!ends().hasNetdev(object.text(NETDEV).orElse(""))) {
            throw Errors.expects(NETDEV, "a network backend id");
        }
        checkPosition(object, others);
        switch (object.type().name()) {
            case "filter-mirror" -> take(object, OUTDEV, "");
            case "filter-redirector" -> takeEnds(object);
            case "filter-dump" -> checkFile(object.text("file").orElse(""));
            default -> {}
        }
    }

    private static void checkPosition(QomObject object, QomObject others) {
        String position = object.text("position").orElse("tail");
        if (position.startsWith(ID)) {
            String id = position.substring(ID.length());
            Optional<QomObject> filter =
                    others.child(id).filter(other -> other.type().is(TYPE));
            if (filter.isEmpty()) {
                throw CommandFailedException.generic("filter '" + id + "' not found");
            }
            if (!filter.get().text(NETDEV).equals(object.text(NETDEV))) {
                throw CommandFailedException.generic("filter '" + id + "' belongs to a different netdev");
            }
        } else if (!position.equals("head") && !position.equals("tail")) {
            throw Errors.expects("position", "'head', 'tail' or 'id=<id>'");
        }
    }

    private void takeEnds(QomObject object) {
        String in = object.text(INDEV).orElse("");
        String out = object.text(OUTDEV).orElse("");
        if (in.isEmpty() && out.isEmpty()) {
            throw CommandFailedException.generic(
                    "filter redirector needs 'indev' or 'outdev' at least one property set");
        }
        if (in.equals(out)) {
            throw CommandFailedException.generic("'indev' and 'outdev' could not be same for filter redirector");
        }
        if (!in.isEmpty()) {
            take(object, INDEV, "IN ");
        }
        if (!out.isEmpty()) {
            take(object, OUTDEV, "OUT ");
        }
    }

    /** The file is not made: no packet comes. */
    private void checkFile(String file) {
        File parent = new File(file).getAbsoluteFile().getParentFile();
        if (file.isEmpty() || parent == null || !parent.isDirectory()) {
            throw CommandFailedException.generic(
                    (isBefore11() ? "net dump: can't open " + file : "Could not open '" + file + "'")
                            + ": No such file or directory");
        }
    }
}
