package io.qmp.mux.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.QmpError;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.mux.audit.AuditRecord.End;
import io.qmp.mux.audit.AuditRecord.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    private static final SessionInfo CLIENT =
            new SessionInfo(7, "rw", new PeerAddress.Unnamed("client"), PeerCredentials.of(42, 1000, 100));

    @TempDir
    Path directory;

    private static AuditRecord entry(String command, Optional<End> end) {
        return new AuditRecord(
                1,
                Instant.parse("2026-01-01T00:00:00Z"),
                CLIENT,
                "owner",
                new Request(command, QmpObject.of("id", QmpValue.of("d0")), null, false),
                "allowed: *",
                end);
    }

    private static void write(AuditLog log, String command) {
        log.write(entry(command, Optional.empty())).toCompletableFuture().join();
    }

    @Test
    void recordIsOneLine() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        AuditLog log = AuditLog.jsonLines(file, AuditFileLimits.DEFAULT);
        log.write(entry("device_del", Optional.empty()));
        log.write(entry(
                "device_del",
                Optional.of(
                        new End(Outcome.FAILED, Optional.of(QmpError.deviceNotFound("gone")), 1_500_000, 250_000))));
        log.close();
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"t\": \"2026-01-01T00:00:00Z\", \"seq\": 1, \"client\": {\"session\": 7, \"listener\": \"rw\","
                                + " \"peer\": \"" + CLIENT.peer() + "\", \"uid\": 1000, \"gid\": 100, \"pid\": 42},"
                                + " \"role\": \"owner\", \"command\": \"device_del\", \"arguments\": {\"id\": \"d0\"},"
                                + " \"rule\": \"allowed: *\"}",
                        "{\"t\": \"2026-01-01T00:00:00Z\", \"seq\": 1, \"client\": {\"session\": 7, \"listener\": \"rw\","
                                + " \"peer\": \"" + CLIENT.peer() + "\", \"uid\": 1000, \"gid\": 100, \"pid\": 42},"
                                + " \"role\": \"owner\", \"command\": \"device_del\", \"arguments\": {\"id\": \"d0\"},"
                                + " \"rule\": \"allowed: *\", \"end\": {\"outcome\": \"failed\", \"class\":"
                                + " \"DeviceNotFound\", \"desc\": \"gone\", \"waitMs\": 1.5, \"upstreamMs\": 0.25}}");
    }

    @Test
    void fileIsAppendedToAndReplacedWhenItIsFull() throws IOException {
        Path file = directory.resolve("audit.jsonl");
        for (int run = 0; run < 5; run++) {
            AuditLog log = AuditLog.jsonLines(file, new AuditFileLimits(500, 2));
            write(log, "command-" + run);
            log.close();
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2");
        }
        assertThat(Files.readString(file)).contains("command-4");
        assertThat(Files.readString(directory.resolve("audit.jsonl.2"))).doesNotContain("command-4");
    }

    @Test
    void recordThatCannotBeWrittenFails() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full");
        AuditLog log = AuditLog.jsonLines(full, AuditFileLimits.DEFAULT);
        assertThatThrownBy(() -> write(log, "stop"))
                .rootCause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        log.close();
    }
}
