package io.qmp.plugin.machine.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.type.BlockDeviceStats;
import java.time.Instant;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CountersTest {
    private static final Instant START = Instant.EPOCH;

    private final Counters counters = new Counters();

    private BlockDeviceStats stats() {
        return counters.ofDevice(0, START.plusNanos(100));
    }

    /** The counters of one kind of request. */
    private record Kind(
            ToLongFunction<BlockDeviceStats> operations,
            ToLongFunction<BlockDeviceStats> ns,
            ToLongFunction<BlockDeviceStats> failed,
            ToLongFunction<BlockDeviceStats> invalid) {
        static Kind of(Operation operation) {
            return switch (operation) {
                case READ ->
                    new Kind(
                            BlockDeviceStats::rdOperations,
                            BlockDeviceStats::rdTotalTimeNs,
                            BlockDeviceStats::failedRdOperations,
                            BlockDeviceStats::invalidRdOperations);
                case WRITE ->
                    new Kind(
                            BlockDeviceStats::wrOperations,
                            BlockDeviceStats::wrTotalTimeNs,
                            BlockDeviceStats::failedWrOperations,
                            BlockDeviceStats::invalidWrOperations);
                case FLUSH ->
                    new Kind(
                            BlockDeviceStats::flushOperations,
                            BlockDeviceStats::flushTotalTimeNs,
                            BlockDeviceStats::failedFlushOperations,
                            BlockDeviceStats::invalidFlushOperations);
                case DISCARD ->
                    new Kind(
                            BlockDeviceStats::unmapOperations,
                            BlockDeviceStats::unmapTotalTimeNs,
                            BlockDeviceStats::failedUnmapOperations,
                            BlockDeviceStats::invalidUnmapOperations);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachKindOfRequestIsCountedForItself(Operation operation) {
        Request request = new Request(operation, 0, 512);
        counters.done(request, 3, START);
        counters.done(request, 4, START);
        counters.failed(request, 5, START);
        counters.invalid(request, START);

        for (Operation each : Operation.values()) {
            Kind kind = Kind.of(each);
            boolean counted = each == operation;
            assertThat(kind.operations().applyAsLong(stats()))
                    .as(each + " done")
                    .isEqualTo(counted ? 2 : 0);
            assertThat(kind.ns().applyAsLong(stats())).as(each + " time").isEqualTo(counted ? 12 : 0);
            assertThat(kind.failed().applyAsLong(stats())).as(each + " failed").isEqualTo(counted ? 1 : 0);
            assertThat(kind.invalid().applyAsLong(stats()))
                    .as(each + " invalid")
                    .isEqualTo(counted ? 1 : 0);
        }
    }

    @Test
    void onlyBytesOfRequestsThatSucceedCount() {
        counters.done(new Request(Operation.READ, 0, 512), 1, START);
        counters.done(new Request(Operation.WRITE, 0, 1024), 1, START);
        counters.done(new Request(Operation.DISCARD, 0, 2048), 1, START);
        counters.failed(new Request(Operation.READ, 0, 4096), 1, START);
        counters.invalid(new Request(Operation.WRITE, 1, 4096), START);
        assertThat(stats().rdBytes()).isEqualTo(512);
        assertThat(stats().wrBytes()).isEqualTo(1024);
        assertThat(stats().unmapBytes()).isEqualTo(2048);
    }

    @Test
    void aDeviceIsIdleSinceItsLastRequestOfAnyKind() {
        assertThat(stats().idleTimeNs()).as("never accessed").isNull();
        counters.done(Request.FLUSH, 1, START.plusNanos(10));
        assertThat(stats().idleTimeNs()).isEqualTo(90);
        counters.failed(Request.FLUSH, 1, START.plusNanos(40));
        assertThat(stats().idleTimeNs()).isEqualTo(60);
        counters.invalid(Request.FLUSH, START.plusNanos(100));
        assertThat(stats().idleTimeNs()).isZero();
    }

    @Test
    void aNodeTellsTheEndOfTheHighestWriteOnly() {
        BlockDeviceStats node = Counters.ofNode(4096);
        assertThat(node.wrHighestOffset()).isEqualTo(4096);
        assertThat(node.idleTimeNs()).isNull();
        assertThat(node.accountFailed()).isFalse();
        assertThat(node.accountInvalid()).isFalse();
        assertThat(counters.ofDevice(8192, START).wrHighestOffset()).isEqualTo(8192);
        assertThat(counters.ofDevice(8192, START).accountFailed()).isTrue();
    }
}
