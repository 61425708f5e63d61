package io.qmp.plugin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.client.CallOptions;
import io.qmp.testkit.LocalServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DescriptorsTest {
    private final LocalServer server = LocalServer.with(new CorePlugin());
    private final List<Integer> closed = new ArrayList<>();
    private int made;

    /** Whatever a test did: at the end of the server all descriptors are closed, once. */
    @AfterEach
    void nothingIsLeftOpen() {
        server.close();
        assertThat(closed).hasSize(made).doesNotHaveDuplicates();
    }

    private <R> R execute(Command<R> command, int descriptor) {
        made++;
        CompletableFuture<R> result = server.client()
                .execute(command, CallOptions.DEFAULT.withDescriptor(new FileDescriptor(descriptor, closed::add)));
        server.events(); // lets it run
        try {
            return result.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw (CommandFailedException) e.getCause();
        }
    }

    private static void assertFails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CommandFailedException.class,
                        failure -> assertThat(failure.error().desc()).isEqualTo(text));
    }

    @Test
    void namesAreGivenAndTakenBack() {
        execute(new Getfd("x"), 10);
        assertThat(closed).isEmpty();
        server.execute(new Closefd("x"));
        assertThat(closed).containsExactly(10);
        assertFails(() -> server.execute(new Closefd("x")), "File descriptor named 'x' not found");
    }

    @Test
    void aNameMayBeReusedAndEmpty() {
        execute(new Getfd(""), 10);
        execute(new Getfd(""), 11);
        assertThat(closed).containsExactly(10);
        server.execute(new Closefd(""));
        assertThat(closed).containsExactly(10, 11);
    }

    @Test
    void aNameMustNotBeginWithADigit() {
        assertFails(() -> execute(new Getfd("1x"), 10), "Parameter 'fdname' expects a name not starting with a digit");
        assertThat(closed).containsExactly(10);
        assertFails(() -> server.execute(new Getfd("x")), "No file descriptor supplied via SCM_RIGHTS");
    }

    @Test
    void aDescriptorIsAskedForFirst() {
        assertFails(() -> server.execute(new Getfd("1x")), "No file descriptor supplied via SCM_RIGHTS");
        assertFails(() -> server.execute(new AddFd(-1L, null)), "No file descriptor supplied via SCM_RIGHTS");
    }

    @Test
    void setsAreListedAsQemuListsThem() {
        assertThat(execute(new AddFd(null, null), 10)).isEqualTo(new AddFdInfo(0, 10));
        assertThat(execute(new AddFd(null, null), 11)).isEqualTo(new AddFdInfo(1, 11));
        assertThat(execute(new AddFd(5L, null), 12)).isEqualTo(new AddFdInfo(5, 12));
        assertThat(execute(new AddFd(5L, "x"), 13)).isEqualTo(new AddFdInfo(5, 13));
        assertThat(execute(new AddFd(null, ""), 14)).isEqualTo(new AddFdInfo(2, 14));
        assertThat(server.execute(new QueryFdsets()))
                .containsExactly(
                        new FdsetInfo(5, List.of(new FdsetFdInfo(12, null), new FdsetFdInfo(13, "x"))),
                        new FdsetInfo(2, List.of(new FdsetFdInfo(14, ""))),
                        new FdsetInfo(1, List.of(new FdsetFdInfo(11, null))),
                        new FdsetInfo(0, List.of(new FdsetFdInfo(10, null))));
    }

    @Test
    void aSetIsGoneWithItsLastDescriptor() {
        execute(new AddFd(0L, null), 10);
        execute(new AddFd(0L, null), 11);
        execute(new AddFd(1L, null), 12);
        server.execute(new RemoveFd(0, 10L));
        assertThat(closed).containsExactly(10);
        assertFails(() -> server.execute(new RemoveFd(0, 10L)), "File descriptor named 'fdset-id:0, fd:10' not found");
        server.execute(new RemoveFd(0, 11L));
        assertFails(() -> server.execute(new RemoveFd(0, null)), "File descriptor named 'fdset-id:0' not found");
        server.execute(new RemoveFd(1, null));
        assertThat(server.execute(new QueryFdsets())).isEmpty();
        assertThat(closed).containsExactly(10, 11, 12);
        assertThat(execute(new AddFd(null, null), 13).fdsetId()).isZero();
    }

    @Test
    void aSetHasNoNegativeNumber() {
        assertFails(() -> execute(new AddFd(-1L, null), 10), "Parameter 'fdset-id' expects a non-negative value");
        assertThat(closed).containsExactly(10);
    }
}
