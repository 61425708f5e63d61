package io.qmp.plugin.machine.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserObjectsTest {
    private final WireCodec codec = WireCodec.installed();
    private final Qom qom = PluggedMachine.q35();
    private final UserObjects objects =
            new UserObjects(() -> qom, new ObjectEnds(new Network(id -> false), id -> false, id -> false));

    @Test
    void objectIsCreatedWithItsProperties() {
        objects.add("iothread", "io1", QmpObject.of("poll-grow", QmpValue.of(2)));

        QomObject thread = qom.at("/objects/io1");
        assertThat(thread.property("poll-grow").orElseThrow().get()).isEqualTo(QmpValue.of(2));
        assertThat(objects.threads()).extracting(info -> info.id()).containsExactly("io1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "iothread | {'poll-max-ns': -1} | poll-max-ns value must be in range [0, 9223372036854775807]",
                "iothread | {'thread-pool-max': 0} | bad thread-pool-min/thread-pool-max values",
                "iothread | {'thread-pool-min': 65} | bad thread-pool-min/thread-pool-max values",
                "iothread | {'thread-pool-min': 3, 'thread-pool-max': 2} | bad thread-pool-min/thread-pool-max values",
                "iothread | {'thread-pool-max': 1099511627776} | bad thread-pool-min/thread-pool-max values",
                "iothread | {'poll-weight': 64} | poll-weight value must be in range [0, 63]",
                "main-loop | {'aio-max-batch': -1} | aio-max-batch value must be in range [0, 9223372036854775807]",
                "thread-context | {'cpu-affinity': [9999]} | Setting CPU affinity failed: Invalid argument",
                "memory-backend-ram | {'size': 4096, 'host-nodes': [0]} | host-nodes must be empty for policy default",
                "memory-backend-ram | {'size': 4096, 'policy': 'bind'} | host-nodes must be set for policy bind",
                "memory-backend-ram | {'size': 4096, 'host-nodes': [128]} | Invalid host-nodes value: 128",
                "memory-backend-ram | {'size': 4096, 'host-nodes': [99], 'policy': 'bind'} | cannot bind memory to"
                        + " host NUMA",
                "memory-backend-memfd | {'size': 4097} | o backing store size 0x1001 is too small for 'size' option"
                        + " 0x2000",
                "memory-backend-memfd | {'size': 4096, 'hugetlb': true} | failed to resize memfd to 4096: Invalid"
                        + " argument",
                "memory-backend-memfd | {'size': 4096, 'hugetlbsize': 0} | hugetlbsize' doesn't take value '0'",
                "memory-backend-shm | {'size': 4096, 'share': false} | can't create shm backend with `share=off`",
                "memory-backend-file | {'size': 4096, 'mem-path': ''} | can't open backing store  for guest RAM",
                "memory-backend-file | {'size': 4096, 'mem-path': '/tmp', 'align': 64} | alignment 0x40 must be"
                        + " multiples",
                "memory-backend-file | {'size': 4096, 'mem-path': '/tmp', 'rom': 'on'} | 'rom' = 'on' is not supported",
                "memory-backend-file | {'size': 4096, 'mem-path': '/tmp', 'policy': 'bind'} | host-nodes must be set"
                        + " for policy bind",
                "memory-backend-file | {'size': 1, 'mem-path': '/tmp'} | memory size must be multiple of 4 KiB",
                "throttle-group | {'x-iops-total': -1} | Property values cannot be negative",
                "throttle-group | {'x-bps-read-max-length': 4294967296} | value must be in therange [0, 4294967295]",
                "throttle-group | {'x-bps-total': 1, 'x-bps-read': 1} | cannot be used at the same time",
                "throttle-group | {'limits': {'bps-total-max': 1}} | bps_max/iops_max require corresponding bps/iops",
                "throttle-group | {'limits': {'bps-total': 'x'}} | Invalid parameter type for 'limits.bps-total'",
                "throttle-group | {'limits': {'bogus': 1}} | Parameter 'limits.bogus' is unexpected",
                "throttle-group | {'x-iops-size': 1} | iops size requires an iops value to be set",
                "cryptodev-backend-builtin | {'queues': 2} | Only support one queue in cryptdov-builtin backend",
                "cryptodev-backend | {'queues': 0} | Property 'cryptodev-backend.queues' doesn't take value '0'",
                "cryptodev-backend | {'throttle-bps': -1} | bps/iops/max values must be within [0, 1000000000000000]",
                "secret_keyring | {'serial': 64} | Unable to read serial key 00000040: Required key not available",
                "secret | {'file': ''} | Unable to read : Failed to open file",
                "rng-random | {'filename': ''} | Could not open '': No such file or directory",
                "tls-creds-x509 | {} | Missing 'dir' property value",
                "tls-creds-psk | {'dir': '/nowhere'} | Unable to access credentials /nowhere/keys.psk: No such file",
                "tls-cipher-suites | {} | 'priority' property is not set",
                "memory-backend-ram | {'size': 0} | property 'size' of memory-backend-ram doesn't take value '0'",
                "secret | {} | Either 'file' or 'data' must be provided",
                "secret | {'file': '/f', 'data': 'x'} | 'file' and 'data' are mutually exclusive",
                "secret | {'data': 'x', 'keyid': 'k'} | No secret with id 'k'",
            })
    void invalidValuesFailAndCreateNothing(String type, String properties, String message) {
        assertThatThrownBy(() -> objects.add(type, "o", object(properties)))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining(message);
        assertThat(qom.at("/objects").child("o")).isEmpty();
    }

    @Test
    void secretMayBeEncryptedWithAnother() {
        objects.add("secret", "k", object("{'data': 'x'}"));
        objects.add("secret", "s", object("{'data': 'x', 'keyid': 'k'}"));
        assertThat(qom.at("/objects").child("s")).isPresent();
    }

    @Test
    void memoryInAFileIsOnAnyNode() {
        objects.add("memory-backend-file", "m", object("{'size': 4096, 'mem-path': '/tmp'}"));
        assertThat(qom.at("/objects").child("m")).isPresent();
    }

    @Test
    void memoryIsOnTheNodesThatItIsBoundTo() {
        objects.add("memory-backend-ram", "m", object("{'size': 4096, 'host-nodes': [0, 0], 'policy': 'bind'}"));
        assertThat(qom.at("/objects/m").property("host-nodes").orElseThrow().get())
                .isEqualTo(QmpArray.of(QmpValue.of(0)));
    }

    @Test
    void limitsOfAThrottleGroupAreOnePropertyAndMany() {
        objects.add("throttle-group", "g", object("{'limits': {'bps-total': 4}, 'x-bps-total': 5}"));
        Property limits = qom.at("/objects/g").property("limits").orElseThrow();
        Property alone = qom.at("/objects/g").property("x-bps-total").orElseThrow();
        assertThat(((QmpObject) limits.get()).get("bps-total")).isEqualTo(QmpValue.of(5));

        limits.set(object("{'bps-total-max': 20}"));
        assertThat(((QmpObject) limits.get()).get("bps-total")).isEqualTo(QmpValue.of(5));
        assertThatThrownBy(() -> limits.set(object("{'bps-total': 21}")))
                .hasMessageContaining("bps_max/iops_max cannot be lower than bps/iops");
        assertThatThrownBy(() -> alone.set(QmpValue.of(6)))
                .hasMessageContaining("Property cannot be set after initialization");
        assertThat(alone.get()).isEqualTo(QmpValue.of(5));
    }

    @Test
    void mainLoopIsOneAndStays() {
        objects.add("main-loop", "l", QmpObject.EMPTY);
        assertThatThrownBy(() -> objects.add("main-loop", "other", QmpObject.EMPTY))
                .hasMessageContaining("only one main-loop instance allowed");
        assertThatThrownBy(() -> objects.delete("l", "m0"))
                .hasMessageContaining("Deleting main loop 'l' is not supported");
        assertThat(qom.at("/objects").child("other")).isEmpty();
    }

    @Test
    void propertiesThatAreFixedCannotBeChanged() {
        objects.add("memory-backend-ram", "m", object("{'size': 4096}"));
        Property size = qom.at("/objects/m").property("size").orElseThrow();

        assertThatThrownBy(() -> size.set(QmpValue.of(8192)))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("cannot change property size of memory-backend-ram");
    }

    @Test
    void idsAreUniqueUntilTheirObjectIsDeleted() {
        objects.add("iothread", "o", QmpObject.EMPTY);
        assertThatThrownBy(() -> objects.add("iothread", "o", QmpObject.EMPTY))
                .isInstanceOf(CommandFailedException.class);

        objects.delete("o", "m0");
        assertThat(qom.at("/objects").child("o")).isEmpty();
        objects.add("iothread", "o", QmpObject.EMPTY);
        assertThatThrownBy(() -> objects.delete("other", "m0")).isInstanceOf(CommandFailedException.class);
    }

    private QmpObject object(String json) {
        return (QmpObject) codec.parse(json.replace('\'', '"'));
    }
}
