package io.qmp.transport.vertx;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import io.qmp.contracts.RecordingHandler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the descriptors that came, by the number of bytes that had arrived before. */
final class DescriptorRecorder extends RecordingHandler {
    final Map<Integer, List<FileDescriptor>> descriptors = new TreeMap<>();

    DescriptorRecorder(Connection connection) {
        super(connection);
    }

    @Override
    public void received(ByteBuffer chunk, List<FileDescriptor> taken) {
        descriptors.put(count(), taken);
        received(chunk);
    }

    void closeDescriptors() {
        descriptors.values().forEach(taken -> taken.forEach(FileDescriptor::close));
    }
}
