package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The sizes of memory of the host, and the nodes that it is on. Nothing is allocated. */
final class MemoryRule implements ObjectRule {
    private static final long PAGE = 4096;
    private static final long HUGE_PAGE = 2 << 20;
    private static final int NODES = 128;
    private static final String SIZE = "size";
    private static final String HOST_NODES = "host-nodes";
    private static final String DEFAULT = "default";

    /** What the memory is made of. */
    enum Backing {
        RAM("ram"),
        FILE("file"),
        MEMFD("memfd"),
        SHARED("shm");

        private final String suffix;

        Backing(String suffix) {
            this.suffix = suffix;
        }

        String type() {
            return "memory-backend-" + suffix;
        }
    }

    private final Backing backing;
    private final QemuVersion version;

    /** Makes the rule of a kind of memory. */
    MemoryRule(Backing backing, QemuVersion version) {
        this.backing = backing;
        this.version = version;
    }

    @Override
    public void install(QomObject object) {
        List.of(SIZE, "prealloc-threads")
                .forEach(name -> refuseZero(object, name, "property '" + name + "' of " + object.type()));
        refuseZero(object, "hugetlbsize", "Property '" + object.type() + ".hugetlbsize'");
        object.property(HOST_NODES).ifPresent(property -> property.convert(nodes -> sorted((QmpArray) nodes)));
    }

    private static void refuseZero(QomObject object, String name, String subject) {
        object.property(name)
                .ifPresent(property -> property.check(value -> {
                    if (value instanceof QmpLong number && number.value() == 0) {
                        throw CommandFailedException.generic(subject + " doesn't take value '0'");
                    }
                }));
    }

    /** {@return the nodes without repetitions, in their order} */
    private static QmpArray sorted(QmpArray nodes) {
        Set<Long> numbers = new TreeSet<>();
        nodes.elements().forEach(node -> numbers.add(((QmpLong) node).value()));
        numbers.stream().filter(node -> node >= NODES).findFirst().ifPresent(node -> {
            throw CommandFailedException.generic("Invalid host-nodes value: " + node);
        });
        return new QmpArray(numbers.stream().<QmpValue>map(QmpLong::new).toList());
    }

    @Override
    public void complete(QomObject object, Set<String> given, QomObject others) {
        switch (backing) {
            case RAM -> {}
            case FILE -> checkFile(object);
            case MEMFD -> checkDescriptor(object, "memfd");
            case SHARED -> {
                if (given.contains("share") && !object.isOn("share")) {
                    throw CommandFailedException.generic("can't create shm backend with `share=off`");
                }
                checkDescriptor(object, "POSIX shared memory");
            }
        }
        checkNodes(object);
        String fixed = "cannot change property value";
        ObjectRule.refuse(object, SIZE, "cannot change property size of " + object.type() + " ");
        ObjectRule.refuse(object, "share", fixed);
        ObjectRule.refuse(object, "reserve", fixed);
    }

    private void checkFile(QomObject object) {
        if (object.text("rom").filter("on"::equals).isPresent() && !object.isOn("readonly")) {
            throw CommandFailedException.generic("property 'rom' = 'on' is not supported with 'readonly' = 'off'");
        }
        HostFiles.needMemory(object);
        needPages(object, "align", "alignment");
        needPages(object, "offset", "offset");
        if (version != QemuVersion.V7_2 && UserObjects.number(object, SIZE) % PAGE != 0) {
            throw CommandFailedException.generic(
                    "backend '" + object.type() + "' memory size must be multiple of 4 KiB");
        }
    }

    private static void needPages(QomObject object, String name, String called) {
        long value = UserObjects.number(object, name);
        if (value % PAGE != 0) {
            throw CommandFailedException.generic(
                    "%s 0x%x must be multiples of page size 0x%x".formatted(called, value, PAGE));
        }
    }

    /** A file of its own has exactly the size that was asked for, which has to be one of whole pages. */
    private void checkDescriptor(QomObject object, String called) {
        long size = UserObjects.number(object, SIZE);
        long huge = UserObjects.number(object, "hugetlbsize");
        if (object.isOn("hugetlb") && size % (huge == 0 ? HUGE_PAGE : huge) != 0) {
            throw CommandFailedException.generic("failed to resize " + called + " to " + size + ": Invalid argument");
        }
        long pages = (size + PAGE - 1) / PAGE * PAGE;
        if (size == pages) {
            return;
        }
        if (version == QemuVersion.V7_2) {
            throw CommandFailedException.generic(
                    "backing store size 0x%x does not match 'size' option 0x%x".formatted(size, pages));
        }
        String block = object.isOn("x-use-canonical-path-for-ramblock-id") ? object.path() : object.name();
        throw CommandFailedException.generic(
                "%s backing store size 0x%x is too small for 'size' option 0x%x plus".formatted(block, size, pages)
                        + " 'offset' option 0x0");
    }

    private static void checkNodes(QomObject object) {
        List<Long> nodes = object
                .property(HOST_NODES)
                .map(Property::get)
                .filter(QmpArray.class::isInstance)
                .map(value -> ((QmpArray) value).elements())
                .orElse(List.of())
                .stream()
                .map(node -> ((QmpLong) node).value())
                .toList();
        String policy = object.text("policy").filter(set -> !set.isEmpty()).orElse(DEFAULT);
        if (policy.equals(DEFAULT)) {
            if (!nodes.isEmpty()) {
                throw CommandFailedException.generic("host-nodes must be empty for policy default, or you should"
                        + " explicitly specify a policy other than default");
            }
        } else if (nodes.isEmpty()) {
            throw CommandFailedException.generic("host-nodes must be set for policy " + policy);
        } else if (!nodes.stream().allMatch(HostFiles::hasNode)) {
            throw CommandFailedException.generic("cannot bind memory to host NUMA nodes: Invalid argument");
        }
    }
}
