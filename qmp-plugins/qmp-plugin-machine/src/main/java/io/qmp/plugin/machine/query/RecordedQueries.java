package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.command.QueryAudiodevs;
import io.qmp.plugin.qemu.command.QueryColoStatus;
import io.qmp.plugin.qemu.command.QueryCommandLineOptions;
import io.qmp.plugin.qemu.command.QueryCpuDefinitions;
import io.qmp.plugin.qemu.command.QueryCurrentMachine;
import io.qmp.plugin.qemu.command.QueryDisplayOptions;
import io.qmp.plugin.qemu.command.QueryDumpGuestMemoryCapability;
import io.qmp.plugin.qemu.command.QueryGicCapabilities;
import io.qmp.plugin.qemu.command.QueryHvBalloonStatusReport;
import io.qmp.plugin.qemu.command.QueryMachines;
import io.qmp.plugin.qemu.command.QueryMice;
import io.qmp.plugin.qemu.command.QueryS390xCpuPolarization;
import io.qmp.plugin.qemu.command.QuerySev;
import io.qmp.plugin.qemu.command.QuerySevCapabilities;
import io.qmp.plugin.qemu.command.QuerySevLaunchMeasure;
import io.qmp.plugin.qemu.command.QuerySgx;
import io.qmp.plugin.qemu.command.QuerySgxCapabilities;
import io.qmp.plugin.qemu.command.QuerySpice;
import io.qmp.plugin.qemu.command.QueryStatsSchemas;
import io.qmp.plugin.qemu.command.QueryTpmModels;
import io.qmp.plugin.qemu.command.QueryTpmTypes;
import io.qmp.plugin.qemu.command.QueryVcpuDirtyLimit;
import io.qmp.plugin.qemu.command.QueryVnc;
import io.qmp.plugin.qemu.command.QueryVncServers;
import io.qmp.plugin.qemu.command.QueryXenReplicationStatus;
import io.qmp.plugin.qemu.command.XAccelStats;
import io.qmp.plugin.qemu.command.XQueryInterruptControllers;
import io.qmp.plugin.qemu.command.XQueryIrq;
import io.qmp.plugin.qemu.command.XQueryJit;
import io.qmp.plugin.qemu.command.XQueryOpcount;
import io.qmp.plugin.qemu.command.XQueryProfile;
import io.qmp.plugin.qemu.command.XQueryRamblock;
import io.qmp.plugin.qemu.command.XQueryRdma;
import io.qmp.plugin.qemu.command.XQueryRoms;
import io.qmp.plugin.qemu.command.XQueryUsb;
import io.qmp.plugin.qemu.type.CommandLineOptionInfo;
import io.qmp.plugin.qemu.type.HumanReadableText;
import io.qmp.plugin.qemu.type.StatsProvider;
import io.qmp.plugin.qemu.type.StatsSchema;
import java.util.List;

/** Queries that nothing changes on this machine: they are answered as recorded. */
public final class RecordedQueries {
    @SuppressWarnings("deprecation") // queries that a version has are answered
    private static final List<Class<? extends Command<?>>> QUERIES = List.of(
            QueryAudiodevs.class,
            QueryColoStatus.class,
            QueryCpuDefinitions.class,
            QueryCurrentMachine.class,
            QueryDisplayOptions.class,
            QueryDumpGuestMemoryCapability.class,
            QueryGicCapabilities.class,
            QueryHvBalloonStatusReport.class,
            QueryMachines.class,
            QueryMice.class,
            QueryS390xCpuPolarization.class,
            QuerySev.class,
            QuerySevCapabilities.class,
            QuerySevLaunchMeasure.class,
            QuerySgx.class,
            QuerySgxCapabilities.class,
            QuerySpice.class,
            QueryTpmModels.class,
            QueryTpmTypes.class,
            QueryVcpuDirtyLimit.class,
            QueryVnc.class,
            QueryVncServers.class,
            QueryXenReplicationStatus.class,
            XQueryInterruptControllers.class,
            XQueryIrq.class,
            XQueryJit.class,
            XQueryOpcount.class,
            XQueryProfile.class,
            XQueryRamblock.class,
            XQueryRdma.class,
            XQueryRoms.class,
            XQueryUsb.class);

    private final Replies replies;
    private final Binder binder;

    private RecordedQueries(Replies replies, WireCodec codec) {
        this.replies = replies;
        this.binder = codec.newBinder(CompatPolicy.ACCEPT);
    }

    /** Registers them. */
    public static void register(PluginRegistry registry, Replies replies, WireCodec codec) {
        RecordedQueries queries = new RecordedQueries(replies, codec);
        QUERIES.forEach(type -> queries.add(registry, type));
        registry.command(QueryCommandLineOptions.class, returns(queries::options));
        registry.command(QueryStatsSchemas.class, returns(queries::schemas));
        registry.command(
                XAccelStats.class,
                returns(query ->
                        replies.hasStatistics() ? queries.answer(XQueryJit.class) : new HumanReadableText("")));
    }

    @SuppressWarnings("unchecked") // what a query returns is only read and written again
    private void add(PluginRegistry registry, Class<? extends Command<?>> query) {
        Class<Command<Object>> type = (Class<Command<Object>>) (Class<?>) query;
        registry.command(type, returns(command -> answer(type)));
    }

    private <C extends Command<R>, R> R answer(Class<C> type) {
        CommandBinding<C, R> binding = binder.lazyCommand(type);
        return binding.readResult(replies.get(binding.name()));
    }

    private List<StatsSchema> schemas(QueryStatsSchemas query) {
        List<StatsSchema> all = answer(QueryStatsSchemas.class);
        StatsProvider wanted = query.provider();
        return all.stream()
                .filter(schema -> wanted == null || schema.provider().is(wanted))
                .toList();
    }

    private List<CommandLineOptionInfo> options(QueryCommandLineOptions query) {
        List<CommandLineOptionInfo> all = answer(QueryCommandLineOptions.class);
        if (query.option() == null) {
            return all;
        }
        List<CommandLineOptionInfo> named = all.stream()
                .filter(info -> info.option().equals(query.option()))
                .toList();
        if (named.isEmpty()) {
            throw CommandFailedException.generic("invalid option name: " + query.option());
        }
        return named;
    }
}
