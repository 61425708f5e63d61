package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code job}, against a server whose part the test plays. */
class JobToolTest {
    private static final String PAUSED =
            "\"return\": [{\"id\": \"j\", \"type\": \"backup\", \"status\": \"paused\", \"current-progress\": 1,"
                    + " \"total-progress\": 4}]";

    @TempDir
    Path directory;

    private ScriptedServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new ScriptedServer(directory.resolve("vm.sock"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aJobThatEndsIsSuccess() throws IOException {
        try (RunningProgram job = job("job-id=j");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(start(client)).contains("\"blockdev-backup\"", "\"job-id\": \"j\"");
            client.send(status("j", "running") + status("j", "concluded") + status("j", "null"));
            assertThat(job.status()).isZero();
            assertThat(job.standardOutput()).isEqualTo("{\"job\": \"j\"}\n");
        }
    }

    @Test
    void aJobWithoutAnIdGetsOne() throws IOException {
        try (RunningProgram job = job("device=d");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(client.reply("\"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}"))
                    .contains("\"job-id\": \"qmp-");
            assertThat(job.status()).isEqualTo(1);
            assertThat(job.standardError()).endsWith("GenericError: no\n");
        }
    }

    @Test
    void progressIsShownInSteps() throws IOException {
        try (RunningProgram job = job("job-id=j");
                RawClient client = server.acceptAndNegotiate()) {
            start(client);
            client.send(status("j", "running"));
            assertThat(client.reply("\"return\": [{\"id\": \"j\", \"status\": \"running\","
                            + " \"current-progress\": 50, \"total-progress\": 100}]"))
                    .contains("query-jobs");
            assertThat(job.errorLine()).isEqualTo("qmp: 50 %");
            client.send(status("j", "concluded") + status("j", "null"));
            assertThat(job.status()).isZero();
        }
    }

    @Test
    void aSignalCancelsTheJob() throws IOException {
        try (RunningProgram job = job("job-id=j");
                RawClient client = server.acceptAndNegotiate()) {
            start(client);
            job.signal(2);
            String next = client.reply("\"return\": []");
            while (next.contains("query-jobs")) {
                next = client.reply("\"return\": []");
            }
            assertThat(next).contains("job-cancel", "\"id\": \"j\"");
            assertThat(job.status()).isEqualTo(130);
            assertThat(job.standardError()).contains("the job j is cancelled");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cancel, job-cancel, has stopped on a write error and is cancelled",
        "'', job-cancel, has stopped on a write error and is cancelled",
        "resume, job-resume, has stopped on a write error; trying again",
    })
    void aJobThatStopsOnAnErrorIsDealtWithAsAskedFor(String choice, String command, String said) throws IOException {
        String[] arguments =
                choice.isEmpty() ? new String[] {"job-id=j"} : new String[] {"job-id=j", "--on-error", choice};
        try (RunningProgram job = job(arguments);
                RawClient client = server.acceptAndNegotiate()) {
            start(client);
            client.send(ioError("j") + status("j", "paused"));
            String next = client.reply(PAUSED);
            while (!next.contains(command)) {
                assertThat(next).contains("query-jobs");
                next = client.reply(PAUSED);
            }
            client.send(status("j", "running") + status("j", "concluded") + status("j", "null"));
            assertThat(job.status()).isIn(0, 1);
            assertThat(job.standardError()).contains("the job j " + said);
        }
    }

    @Test
    void whoIsAskedMayResumeTheJob() throws IOException {
        InputStream answers = new ByteArrayInputStream("what?\nr\n".getBytes(StandardCharsets.UTF_8));
        try (RunningProgram job = RunningProgram.start(
                        answers, "job", server.address(), "blockdev-backup", "job-id=j", "--on-error", "ask");
                RawClient client = server.acceptAndNegotiate()) {
            start(client);
            client.send(ioError("j") + status("j", "paused"));
            String next = client.reply(PAUSED);
            while (!next.contains("job-resume")) {
                assertThat(next).contains("query-jobs");
                next = client.reply(PAUSED);
            }
            client.send(status("j", "running") + status("j", "concluded") + status("j", "null"));
            assertThat(job.status()).isZero();
            assertThat(job.standardError()).contains("resume or cancel? [r/c] resume or cancel? [r/c] ");
        }
    }

    @Test
    void aWrongChoiceIsTwo() {
        try (RunningProgram job = job("job-id=j", "--on-error", "ignore")) {
            assertThat(job.status()).isEqualTo(2);
            assertThat(job.standardError()).contains("--on-error", "ignore", "resume");
        }
    }

    private static String ioError(String job) {
        return "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"BLOCK_JOB_ERROR\","
                + " \"data\": {\"device\": \"" + job
                + "\", \"operation\": \"write\", \"action\": \"stop\"}}\r\n";
    }

    private RunningProgram job(String... arguments) {
        String[] line = new String[arguments.length + 3];
        line[0] = "job";
        line[1] = server.address();
        line[2] = "blockdev-backup";
        System.arraycopy(arguments, 0, line, 3, arguments.length);
        return RunningProgram.start(line);
    }

    /** A job is created by its command, before that is answered. */
    private static String start(RawClient client) throws IOException {
        return client.reply(status("j", "created"), "\"return\": {}");
    }

    private static String status(String job, String status) {
        return "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"JOB_STATUS_CHANGE\","
                + " \"data\": {\"id\": \"" + job + "\", \"status\": \"" + status + "\"}}\r\n";
    }
}
