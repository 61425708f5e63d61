package io.qmp.plugin.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.type.Open;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.BlockingQmpClient;
import io.qmp.client.EventSubscription;
import io.qmp.plugin.qemu.command.BlockDirtyBitmapAdd;
import io.qmp.plugin.qemu.command.BlockdevAdd;
import io.qmp.plugin.qemu.command.ChardevAdd;
import io.qmp.plugin.qemu.command.Cont;
import io.qmp.plugin.qemu.command.DeviceAdd;
import io.qmp.plugin.qemu.command.HumanMonitorCommand;
import io.qmp.plugin.qemu.command.MigrateSetCapabilities;
import io.qmp.plugin.qemu.command.MigrateSetParameters;
import io.qmp.plugin.qemu.command.NetdevAdd;
import io.qmp.plugin.qemu.command.ObjectAdd;
import io.qmp.plugin.qemu.command.QomGet;
import io.qmp.plugin.qemu.command.QueryBlock;
import io.qmp.plugin.qemu.command.QueryMigrateParameters;
import io.qmp.plugin.qemu.command.QueryNamedBlockNodes;
import io.qmp.plugin.qemu.command.QueryStatus;
import io.qmp.plugin.qemu.command.SendKey;
import io.qmp.plugin.qemu.command.Transaction;
import io.qmp.plugin.qemu.event.ResumeEvent;
import io.qmp.plugin.qemu.type.BlockDeviceInfo;
import io.qmp.plugin.qemu.type.BlockDirtyBitmap;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevRef;
import io.qmp.plugin.qemu.type.ChardevBackend;
import io.qmp.plugin.qemu.type.KeyCode;
import io.qmp.plugin.qemu.type.KeyValue;
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationCapabilityStatus;
import io.qmp.plugin.qemu.type.MigrationParameters;
import io.qmp.plugin.qemu.type.NetdevOptionsUser;
import io.qmp.plugin.qemu.type.ObjectOptionsMemoryBackendRam;
import io.qmp.plugin.qemu.type.RunState;
import io.qmp.plugin.qemu.type.StringOrNull;
import io.qmp.plugin.qemu.type.TransactionAction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent in types is what a QEMU that is installed expects. */
@Tag("qemu")
class QemuConversationTest {
    @TempDir
    Path directory;

    @Test
    void unionsAndAlternates() throws InterruptedException {
        try (RunningQemu qemu = RunningQemu.system(directory)) {
            BlockingQmpClient client = qemu.client;
            client.execute(new BlockdevAdd(BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO)
                    .nodeName("null0")
                    .size(1 << 20)
                    .readZeroes(true)
                    .build()));
            client.execute(new BlockdevAdd(BlockdevOptionsRaw.builder(BlockdevRef.node("null0"))
                    .nodeName("raw0")
                    .build()));
            client.execute(new BlockdevAdd(BlockdevOptionsRaw.builder(BlockdevRef.of(
                            BlockdevOptionsNull.builder(BlockdevDriver.NULL_AIO).build()))
                    .nodeName("raw1")
                    .build()));
            assertThat(client.execute(new QueryNamedBlockNodes()))
                    .extracting(BlockDeviceInfo::nodeName)
                    .contains("null0", "raw0", "raw1");

            client.execute(new NetdevAdd(
                    NetdevOptionsUser.builder("net1").restrict(true).build()));
            client.execute(new ObjectAdd(
                    ObjectOptionsMemoryBackendRam.builder("mem1", 1 << 20).build()));
            assertThat(client.execute(new QomGet("/objects/mem1", "size"))).isEqualTo(QmpValue.of(1L << 20));
            client.execute(new ChardevAdd("char1", ChardevBackend.null_()));
            client.execute(new SendKey(List.of(KeyValue.qcode(KeyCode.A), KeyValue.number(30))));
        }
    }

    @Test
    void membersThatAreNotDeclared() throws InterruptedException {
        try (RunningQemu qemu = RunningQemu.system(directory)) {
            qemu.client.execute(DeviceAdd.builder("virtio-rng-pci")
                    .id("rng1")
                    .bus("port0")
                    .properties(QmpObject.of("max-bytes", QmpValue.of(512)))
                    .build());
            assertThat(qemu.client.execute(new QomGet("/machine/peripheral/rng1", "max-bytes")))
                    .isEqualTo(QmpValue.of(512));
        }
    }

    @Test
    void aTransactionOfActions() throws InterruptedException {
        try (RunningQemu qemu = RunningQemu.system(directory)) {
            qemu.client.execute(new BlockDirtyBitmapAdd("disk0", "b0"));
            qemu.client.execute(new Transaction(List.of(
                    TransactionAction.blockDirtyBitmapAdd("disk0", "b1"),
                    TransactionAction.blockDirtyBitmapDisable(new BlockDirtyBitmap("disk0", "b0")))));
            assertThat(qemu.client.execute(new QueryNamedBlockNodes()))
                    .filteredOn(node -> "disk0".equals(node.nodeName()))
                    .singleElement()
                    .satisfies(node -> assertThat(node.dirtyBitmaps()).hasSize(2));
            assertThat(qemu.client.execute(new QueryBlock())).isNotEmpty();
        }
    }

    @Test
    void nullIsAValue() throws InterruptedException {
        try (RunningQemu qemu = RunningQemu.system(directory)) {
            qemu.client.execute(new MigrateSetParameters(MigrationParameters.builder()
                    .tlsHostname(StringOrNull.of("host"))
                    .downtimeLimit(42)
                    .build()));
            assertThat(qemu.client.execute(new QueryMigrateParameters()).tlsHostname())
                    .isEqualTo(StringOrNull.of("host"));
            qemu.client.execute(new MigrateSetParameters(MigrationParameters.builder()
                    .tlsHostname(StringOrNull.ofNull())
                    .build()));
            assertThat(qemu.client.execute(new QueryMigrateParameters()).tlsHostname())
                    .isEqualTo(StringOrNull.of(""));
            assertThat(qemu.client.execute(new QueryMigrateParameters()).downtimeLimit())
                    .isEqualTo(42);
            qemu.client.execute(new MigrateSetCapabilities(
                    List.of(new MigrationCapabilityStatus(Open.of(MigrationCapability.EVENTS), true))));
        }
    }

    @Test
    void eventsAndStates() throws InterruptedException {
        try (RunningQemu qemu = RunningQemu.system(directory);
                EventSubscription<ResumeEvent> resumed = qemu.client.async().subscribe(ResumeEvent.class)) {
            assertThat(qemu.client.execute(new QueryStatus()).status().is(RunState.PRELAUNCH))
                    .isTrue();
            qemu.client.execute(new Cont());
            assertThat(resumed.poll(Duration.ofMinutes(4))).isPresent();
            assertThat(qemu.client.execute(new QueryStatus()).running()).isTrue();
            assertThat(qemu.client.execute(new HumanMonitorCommand("info name")))
                    .contains("a");
        }
    }
}
