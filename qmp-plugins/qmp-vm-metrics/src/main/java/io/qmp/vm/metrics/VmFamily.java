package io.qmp.vm.metrics;

import io.qmp.api.Experimental;

/**
 * The families of metrics of a virtual machine. Names and units follow the rules of Prometheus: base units,
 * {@code _total} for counters, {@code _info} for texts.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum VmFamily {
    /** Whether the monitor is connected and answers. */
    UP("qemu_up", Kind.GAUGE, "Whether the monitor is connected and answers within the deadline."),
    /** Texts that do not change while the process lives. */
    INFO("qemu_info", Kind.GAUGE, "Version, machine type, UUID and name of the virtual machine; always 1."),
    /** When the process started; only of processes of this host. */
    START_TIME("qemu_start_time_seconds", Kind.GAUGE, "When the QEMU process was started, since the epoch."),
    /** How often another process was found behind the address. */
    RESTARTS("qemu_restarts_total", Kind.COUNTER, "How often another QEMU process was found at the address."),
    /** The run state. */
    STATUS("qemu_status", Kind.GAUGE, "The run state, by label; always 1."),
    /** Whether the guest runs. */
    RUNNING("qemu_running", Kind.GAUGE, "Whether the virtual CPUs run."),
    /** The age of what a sampler has read last. */
    AGE("qemu_sample_age_seconds", Kind.GAUGE, "How long ago a sampler was answered last."),
    /** What went wrong. */
    FAILURES("qemu_sample_failures_total", Kind.COUNTER, "How often a sampler was not answered, by cause."),
    /** The load that samplers put on the monitor. */
    COMMANDS("qemu_sample_commands_total", Kind.COUNTER, "How many commands samplers have sent to QEMU."),
    /** Bytes that the guest has read. */
    READ_BYTES("qemu_block_read_bytes_total", Kind.COUNTER, "Bytes that the guest has read from a block device."),
    /** Bytes that the guest has written. */
    WRITE_BYTES("qemu_block_write_bytes_total", Kind.COUNTER, "Bytes that the guest has written to a block device."),
    /** Read requests. */
    READ_REQUESTS("qemu_block_read_requests_total", Kind.COUNTER, "Read requests that have ended."),
    /** Write requests. */
    WRITE_REQUESTS("qemu_block_write_requests_total", Kind.COUNTER, "Write requests that have ended."),
    /** Flush requests. */
    FLUSH_REQUESTS("qemu_block_flush_requests_total", Kind.COUNTER, "Flush requests that have ended."),
    /** Time of read requests. */
    READ_TIME("qemu_block_read_time_seconds_total", Kind.COUNTER, "Time that read requests have taken."),
    /** Time of write requests. */
    WRITE_TIME("qemu_block_write_time_seconds_total", Kind.COUNTER, "Time that write requests have taken."),
    /** Time of flush requests. */
    FLUSH_TIME("qemu_block_flush_time_seconds_total", Kind.COUNTER, "Time that flush requests have taken."),
    /** What the balloon leaves to the guest. */
    BALLOON("qemu_balloon_actual_bytes", Kind.GAUGE, "Memory that the balloon leaves to the guest."),
    /** All memory that the guest sees. */
    GUEST_TOTAL("qemu_guest_memory_total_bytes", Kind.GAUGE, "Memory that the guest has, as it says."),
    /** Memory that the guest does not use. */
    GUEST_FREE("qemu_guest_memory_free_bytes", Kind.GAUGE, "Memory that the guest does not use at all."),
    /** Memory that programs of the guest could get. */
    GUEST_AVAILABLE(
            "qemu_guest_memory_available_bytes",
            Kind.GAUGE,
            "Memory that programs of the guest could get without swap."),
    /** Memory of the guest's disk caches. */
    GUEST_CACHES("qemu_guest_memory_disk_caches_bytes", Kind.GAUGE, "Memory of the guest's disk caches."),
    /** What the guest has read from its swap space. */
    GUEST_SWAP_IN("qemu_guest_memory_swap_in_bytes_total", Kind.COUNTER, "What the guest has read from swap space."),
    /** What the guest has written to its swap space. */
    GUEST_SWAP_OUT("qemu_guest_memory_swap_out_bytes_total", Kind.COUNTER, "What the guest has written to swap space."),
    /** Page faults of the guest that needed a disk. */
    GUEST_MAJOR_FAULTS("qemu_guest_memory_major_faults_total", Kind.COUNTER, "Page faults that read from a disk."),
    /** Page faults of the guest that needed no disk. */
    GUEST_MINOR_FAULTS("qemu_guest_memory_minor_faults_total", Kind.COUNTER, "Page faults that read from no disk."),
    /** When the guest has reported its memory. */
    GUEST_UPDATED(
            "qemu_guest_memory_last_update_timestamp_seconds", Kind.GAUGE, "When the guest last reported its memory."),
    /** Processor time of a virtual CPU for the guest; only of processes of this host. */
    VCPU_USER("qemu_vcpu_user_seconds_total", Kind.COUNTER, "Processor time of a virtual CPU in user mode."),
    /** Processor time of a virtual CPU in the kernel; only of processes of this host. */
    VCPU_SYSTEM("qemu_vcpu_system_seconds_total", Kind.COUNTER, "Processor time of a virtual CPU in kernel mode."),
    /** How many virtual CPUs there are. */
    VCPUS("qemu_vcpus", Kind.GAUGE, "How many virtual CPUs there are."),
    /** How many jobs there are. */
    JOBS("qemu_jobs", Kind.GAUGE, "How many jobs there are."),
    /** How far a job is. */
    JOB_PROGRESS("qemu_job_progress_ratio", Kind.GAUGE, "How far a job is, from 0 to 1."),
    /** The status of the migration. */
    MIGRATION_STATUS("qemu_migration_status", Kind.GAUGE, "The status of the latest migration, by label; always 1."),
    /** What a migration has sent. */
    MIGRATION_TRANSFERRED("qemu_migration_transferred_bytes", Kind.GAUGE, "Memory that a migration has sent."),
    /** What a migration still has to send. */
    MIGRATION_REMAINING("qemu_migration_remaining_bytes", Kind.GAUGE, "Memory that a migration still has to send."),
    /** The memory that a migration is about. */
    MIGRATION_TOTAL("qemu_migration_total_bytes", Kind.GAUGE, "All memory that a migration is about."),
    /** How long a migration has stopped the guest. */
    MIGRATION_DOWNTIME("qemu_migration_downtime_seconds", Kind.GAUGE, "How long a migration has stopped the guest."),
    /** How long a migration would stop the guest now. */
    MIGRATION_EXPECTED_DOWNTIME(
            "qemu_migration_expected_downtime_seconds", Kind.GAUGE, "How long a migration would stop the guest now.");

    /** Whether values go up only. */
    public enum Kind {
        /** Any value. */
        GAUGE,
        /** Goes up only, and begins anew at a known time. */
        COUNTER
    }

    private final String text;
    private final Kind kind;
    private final String help;

    VmFamily(String text, Kind kind, String help) {
        this.text = text;
        this.kind = kind;
        this.help = help;
    }

    /** {@return its name, as Prometheus knows it} */
    public String text() {
        return text;
    }

    /** {@return whether it is a counter} */
    public Kind kind() {
        return kind;
    }

    /** {@return one sentence that says what it is} */
    public String help() {
        return help;
    }
}
