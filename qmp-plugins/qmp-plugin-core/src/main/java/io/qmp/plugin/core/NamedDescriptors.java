package io.qmp.plugin.core;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import java.util.HashMap;
import java.util.Map;

/** Descriptors by the names that {@link Getfd} gave them. A name is known on one monitor, and outlives its clients. */
final class NamedDescriptors {
    private final Map<Name, FileDescriptor> descriptors = new HashMap<>();

    private record Name(String monitor, String name) {}

    /** Takes a descriptor over, and closes the one that had the name. If the name is no good, it is closed itself. */
    void put(String monitor, String name, FileDescriptor descriptor) {
        if (!name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9') {
            descriptor.close();
            throw CommandFailedException.generic("Parameter 'fdname' expects a name not starting with a digit");
        }
        FileDescriptor last = descriptors.put(new Name(monitor, name), descriptor);
        if (last != null) {
            last.close();
        }
    }

    void close(String monitor, String name) {
        FileDescriptor descriptor = descriptors.remove(new Name(monitor, name));
        if (descriptor == null) {
            throw CommandFailedException.generic("File descriptor named '" + name + "' not found");
        }
        descriptor.close();
    }

    void closeAll() {
        descriptors.values().forEach(FileDescriptor::close);
        descriptors.clear();
    }
}
