package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpBigInteger;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.block.IoLimits;
import io.qmp.plugin.machine.block.IoLimits.Rate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The limits of a throttle group: as one property, {@code limits}, and, until the group is complete, as one for each
 * limit, {@code x-bps-total} and so on. Nothing is slowed down.
 */
final class ThrottleGroupRule implements ObjectRule {
    private static final String LIMITS = "limits";
    private static final String LENGTH = "-length";
    private static final long LONGEST = 0xffff_ffffL;

    @Override
    public void install(QomObject group) {
        Limits limits = new Limits();
        group.property(LIMITS)
                .ifPresent(property -> property.live(limits::describe, changes -> limits.change((QmpObject) changes)));
        limits.names()
                .forEach(name -> group.property("x-" + name)
                        .ifPresent(property -> property.live(
                                () -> limits.value(name), value -> limits.setAlone(property.name(), value))));
    }

    @Override
    public void complete(QomObject group, Set<String> given, QomObject others) {
        group.property(LIMITS).ifPresent(property -> property.set(property.get())); // checks them together
        new Limits()
                .names()
                .forEach(name -> ObjectRule.refuse(group, "x-" + name, "Property cannot be set after initialization"));
    }

    /** The limits by their names, each with a value. */
    private static final class Limits {
        private Map<String, Long> values = new LinkedHashMap<>();

        Limits() {
            for (String kind : new String[] {"bps", "iops"}) {
                for (String what : new String[] {"total", "read", "write"}) {
                    values.put(kind + "-" + what, 0L);
                    values.put(kind + "-" + what + "-max", 0L);
                    values.put(kind + "-" + what + "-max" + LENGTH, 1L);
                }
            }
            values.put("iops-size", 0L);
        }

        Set<String> names() {
            return Set.copyOf(values.keySet());
        }

        QmpValue value(String name) {
            return new QmpLong(values.getOrDefault(name, 0L));
        }

        QmpObject describe() {
            Map<String, QmpValue> members = new LinkedHashMap<>();
            values.forEach((name, value) -> members.put(name, new QmpLong(value)));
            return new QmpObject(members);
        }

        /** Changes some, if all are valid together then. */
        void change(QmpObject changes) {
            Map<String, Long> changed = new LinkedHashMap<>(values);
            changes.members().forEach((name, value) -> {
                String path = LIMITS + "." + name;
                if (!changed.containsKey(name)) {
                    throw CommandFailedException.generic("Parameter '" + path + "' is unexpected");
                }
                if (!(value instanceof QmpLong number)) {
                    throw Errors.wrongType(path, "integer");
                }
                needLength(name, number.value(), "the range");
                changed.put(name, number.value());
            });
            check(changed);
            values = changed;
        }

        /** Changes one, without a look at the others. */
        void setAlone(String property, QmpValue value) {
            if (value instanceof QmpBigInteger || value instanceof QmpLong number && number.value() < 0) {
                throw CommandFailedException.generic("Property values cannot be negative");
            }
            long number = ((QmpLong) value).value();
            needLength(property, number, "therange"); // sic
            values.put(property.substring("x-".length()), number);
        }

        private static void needLength(String name, long seconds, String range) {
            if (name.endsWith(LENGTH) && (seconds < 0 || seconds > LONGEST)) {
                throw CommandFailedException.generic(name + " value must be in " + range + " [0, " + LONGEST + "]");
            }
        }

        private static void check(Map<String, Long> values) {
            new IoLimits(
                            rate(values, "bps-total"),
                            rate(values, "bps-read"),
                            rate(values, "bps-write"),
                            rate(values, "iops-total"),
                            rate(values, "iops-read"),
                            rate(values, "iops-write"),
                            number(values, "iops-size"),
                            "")
                    .check();
        }

        private static Rate rate(Map<String, Long> values, String name) {
            return new Rate(
                    number(values, name), number(values, name + "-max"), number(values, name + "-max" + LENGTH));
        }

        private static long number(Map<String, Long> values, String name) {
            return values.getOrDefault(name, 0L);
        }
    }
}
