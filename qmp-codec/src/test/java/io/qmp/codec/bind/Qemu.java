package io.qmp.codec.bind;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.type.Alternate;
import io.qmp.api.type.Case;
import io.qmp.api.type.Inline;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Union;
import io.qmp.api.type.Unstable;
import io.qmp.api.type.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some commands of QEMU 10.0 with all that they refer to. */
final class Qemu {
    private Qemu() {}

    @CommandName("eject")
    record Eject(
            @Nullable String device,
            @Nullable String id,
            @Nullable Boolean force) implements Command<Nothing> {
        @Deprecated
        @Override
        public @Nullable String device() {
            return device;
        }
    }

    record Bitmap(String node, String name) {}

    @Alternate
    sealed interface BitmapOrName permits BitmapOrName.Name, BitmapOrName.External {
        record External(Bitmap bitmap) implements BitmapOrName {}

        record Name(String name) implements BitmapOrName {}
    }

    @CommandName("block-dirty-bitmap-merge")
    record BitmapMerge(String node, String target, List<BitmapOrName> bitmaps) implements Command<Nothing> {}

    enum JobType {
        COMMIT,
        STREAM,
        MIRROR,
        BACKUP,
        CREATE,
        AMEND,
        SNAPSHOT_LOAD,
        SNAPSHOT_SAVE,
        SNAPSHOT_DELETE
    }

    enum CopyMode {
        BACKGROUND,
        WRITE_BLOCKING
    }

    @Union(tag = "type", type = JobType.class)
    @CommandName("block-job-change")
    sealed interface JobChange extends Command<Nothing> {
        String id();

        JobType type();

        @Case("mirror")
        record Mirror(String id, CopyMode copyMode) implements JobChange {
            @Override
            public JobType type() {
                return JobType.MIRROR;
            }
        }

        @Case({"commit", "stream", "backup", "create", "amend", "snapshot-load", "snapshot-save", "snapshot-delete"})
        record Plain(String id, JobType type) implements JobChange {}
    }

    enum Capability {
        XBZRLE,
        RDMA_PIN_ALL,
        AUTO_CONVERGE,
        @Deprecated
        ZERO_BLOCKS,
        EVENTS,
        POSTCOPY_RAM,
        @Unstable
        X_COLO,
        RELEASE_RAM,
        RETURN_PATH,
        PAUSE_BEFORE_SWITCHOVER,
        MULTIFD,
        DIRTY_BITMAPS,
        POSTCOPY_BLOCKTIME,
        LATE_BLOCK_ACTIVATE,
        @Unstable
        X_IGNORE_SHARED,
        VALIDATE_UUID,
        BACKGROUND_SNAPSHOT,
        ZERO_COPY_SEND,
        POSTCOPY_PREEMPT,
        SWITCHOVER_ACK,
        DIRTY_LIMIT,
        MAPPED_RAM
    }

    record CapabilityStatus(Capability capability, boolean state) {}

    @CommandName("migrate-set-capabilities")
    record SetCapabilities(List<CapabilityStatus> capabilities) implements Command<Nothing> {}

    enum SocketType {
        INET,
        UNIX,
        VSOCK,
        FD
    }

    record Inet(
            String host,
            String port,
            @Nullable Boolean numeric,
            @Nullable Integer to,
            @Nullable Boolean ipv4,
            @Nullable Boolean ipv6,
            @Nullable Boolean keepAlive,
            @Nullable Boolean mptcp) {}

    @Union(tag = "type", type = SocketType.class)
    sealed interface Socket {
        @Case("inet")
        record OfInet(@Inline Inet address) implements Socket {}

        @Case("unix")
        record Unix(
                String path,

                @WireName("abstract") @Nullable Boolean isAbstract,
                @Nullable Boolean tight) implements Socket {}

        @Case("vsock")
        record Vsock(String cid, String port) implements Socket {}

        @Case("fd")
        record Fd(String str) implements Socket {}
    }

    enum Transport {
        SOCKET,
        EXEC,
        RDMA,
        FILE
    }

    @Union(tag = "transport", type = Transport.class)
    sealed interface Address {
        @Case("socket")
        record OfSocket(@Inline Socket address) implements Address {}

        @Case("exec")
        record Exec(List<String> args) implements Address {}

        @Case("rdma")
        record Rdma(@Inline Inet address) implements Address {}

        @Case("file")
        record File(String filename, long offset) implements Address {}
    }

    enum ChannelType {
        MAIN,
        CPR
    }

    record Channel(ChannelType channelType, Address addr) {}

    @CommandName("migrate-incoming")
    record MigrateIncoming(
            @Nullable String uri,
            @Nullable List<Channel> channels,
            @Nullable Boolean exitOnError) implements Command<Nothing> {}

    @CommandName("query-qmp-schema")
    record QuerySchema() implements Command<List<SchemaInfo>> {}

    enum MemoryKind {
        DIMM,
        NVDIMM,
        VIRTIO_PMEM,
        VIRTIO_MEM,
        SGX_EPC,
        HV_BALLOON
    }

    record Dimm(
            @Nullable String id,
            long addr,
            long size,
            long slot,
            long node,
            String memdev,
            boolean hotplugged,
            boolean hotpluggable) {}

    record Pmem(@Nullable String id, long memaddr, long size, String memdev) {}

    record VirtioMem(
            @Nullable String id,
            long memaddr,
            long requestedSize,
            long size,
            long maxSize,
            long blockSize,
            long node,
            String memdev) {}

    record Epc(@Nullable String id, long memaddr, long size, long node, String memdev) {}

    record Balloon(
            @Nullable String id,
            @Nullable Long memaddr,
            long maxSize,
            @Nullable String memdev) {}

    @Union(tag = "type", type = MemoryKind.class)
    sealed interface MemoryDevice {
        @Case({"dimm", "nvdimm"})
        record OfDimm(MemoryKind type, Dimm data) implements MemoryDevice {}

        @Case("virtio-pmem")
        record OfPmem(Pmem data) implements MemoryDevice {}

        @Case("virtio-mem")
        record OfMem(VirtioMem data) implements MemoryDevice {}

        @Case("sgx-epc")
        record OfEpc(Epc data) implements MemoryDevice {}

        @Case("hv-balloon")
        record OfBalloon(Balloon data) implements MemoryDevice {}
    }

    @CommandName("query-memory-devices")
    record QueryMemory() implements Command<List<MemoryDevice>> {}
}
