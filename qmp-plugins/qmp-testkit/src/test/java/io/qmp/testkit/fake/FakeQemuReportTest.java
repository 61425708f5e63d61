package io.qmp.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FakeQemuReportTest {
    private final FakeQemu qemu = FakeQemu.builder().virtualTime().start();

    private void ask(String command, QmpObject arguments) {
        CompletableFuture<QmpClient> connecting = QmpClient.over(qemu.connection());
        qemu.advance(Duration.ZERO);
        connecting.join().execute(command, arguments);
        qemu.advance(Duration.ZERO);
    }

    private String report() {
        Throwable failure = catchThrowable(qemu::close);
        assertThat(failure).isInstanceOf(AssertionError.class);
        return failure.getMessage().replaceAll("Test.java:[0-9]+", "Test.java:N");
    }

    @Test
    void withoutDeviationsNothingIsReported() {
        qemu.expect("stop");
        ask("stop", QmpObject.EMPTY);

        assertThatCode(qemu::close).doesNotThrowAnyException();
    }

    @Test
    void anExpectationThatIsNotMetIsReportedWithItsLine() {
        qemu.expect("stop");
        qemu.expect("device_del", "{'id': 'd0'}");

        assertThat(report()).isEqualTo("""
                        not received: expect stop at FakeQemuReportTest.java:N
                        not received: expect device_del {"id": "d0"} at FakeQemuReportTest.java:N""");
    }

    @Test
    void anUnexpectedCommandIsReportedWithTheNearestDeclarationAndTheDifference() {
        qemu.stub("device_del", "{'id': 'd0'}");
        ask("device_del", QmpObject.of("id", QmpValue.of("d1"), "force", QmpValue.of(true)));

        assertThat(report()).isEqualTo("""
                        unexpected: device_del {"id": "d1", "force": true}
                            nearest: stub device_del {"id": "d0"} at FakeQemuReportTest.java:N
                            arguments.id: expected "d0", was "d1"
                            arguments.force: expected none, was true""");
    }

    @Test
    void aCommandThatIsMisspeltIsReportedWithTheNearestName() {
        qemu.stub("query-status");
        ask("query-statsu", QmpObject.EMPTY);

        assertThat(report()).isEqualTo("""
                        unexpected: query-statsu
                            nearest: stub query-status at FakeQemuReportTest.java:N
                            command: expected query-status, was query-statsu""");
    }

    @Test
    void aCommandThatComesTooEarlyIsReportedWithWhatComesFirst() {
        qemu.expect("stop");
        qemu.expect("cont");
        ask("cont", QmpObject.EMPTY);

        assertThat(report()).isEqualTo("""
                        unexpected: cont
                            nearest: expect cont at FakeQemuReportTest.java:N
                            too early: expect stop at FakeQemuReportTest.java:N comes first
                        not received: expect stop at FakeQemuReportTest.java:N
                        not received: expect cont at FakeQemuReportTest.java:N""");
    }

    @Test
    void aCommandUnlikeAllDeclaredOnesIsReportedAlone() {
        qemu.stub("stop");
        ask("query-block", QmpObject.EMPTY);

        assertThat(report()).isEqualTo("unexpected: query-block");
    }

    @Test
    void afterAResetNothingIsReported() {
        qemu.expect("stop");
        ask("query-block", QmpObject.EMPTY);
        qemu.reset();

        assertThatCode(qemu::close).doesNotThrowAnyException();
    }
}
