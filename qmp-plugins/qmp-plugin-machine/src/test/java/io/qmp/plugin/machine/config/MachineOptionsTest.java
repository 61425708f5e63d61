package io.qmp.plugin.machine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.plugin.machine.config.Disk.OnError;
import io.qmp.plugin.qemu.type.BlockdevCacheOptions;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevRef;
import io.qmp.plugin.qemu.type.DetectZeroes;
import io.qmp.plugin.qemu.type.PanicAction;
import io.qmp.plugin.qemu.type.RebootAction;
import io.qmp.plugin.qemu.type.ShutdownAction;
import io.qmp.plugin.qemu.type.WatchdogAction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineOptionsTest {
    @Test
    void withoutOptionsThereIsNotMuch() {
        MachineConfig machine = parse("");
        assertThat(machine.name()).isEqualTo(Optional.empty());
        assertThat(machine.uuid()).isEqualTo(new UUID(0, 0));
        assertThat(machine.memory()).isEqualTo(128L << 20);
        assertThat(machine.cpus()).isEqualTo(1);
        assertThat(machine.actions()).isEqualTo(Actions.DEFAULT);
        assertThat(machine.startStopped()).isFalse();
        assertThat(machine.balloon()).isFalse();
        assertThat(machine.nodes()).isEmpty();
        assertThat(machine.disks()).isEmpty();
    }

    @Test
    void whatAMachineIsMadeOf() {
        MachineConfig machine = parse("-machine q35,accel=tcg -m 256 -nodefaults --display none -name refvm -smp cpus=2"
                + " -uuid d8b8b4a8-5d3e-4c1f-9a70-2b6e1f0c7a55 -device virtio-blk-pci,id=disk0,drive=null0,rerror=stop"
                + " -device virtio-balloon-pci,id=balloon0 -blockdev driver=null-co,node-name=null0,size=0x1000 -S");
        assertThat(machine.name()).isEqualTo(Optional.of("refvm"));
        assertThat(machine.uuid()).isEqualTo(UUID.fromString("d8b8b4a8-5d3e-4c1f-9a70-2b6e1f0c7a55"));
        assertThat(machine.memory()).isEqualTo(256L << 20);
        assertThat(machine.cpus()).isEqualTo(2);
        assertThat(machine.startStopped()).isTrue();
        assertThat(machine.balloon()).isTrue();
        assertThat(machine.nodes())
                .isEqualTo(List.of(nullNode("null0").size(4096).build()));
        assertThat(machine.disks())
                .isEqualTo(List.of(new Disk(Optional.of("disk0"), "null0", OnError.STOP, OnError.AUTO)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-object iothread,id=io1,poll-max-ns=7",
                "-object qom-type=iothread,id=io1,poll-max-ns=0x7",
                "--object {\"qom-type\":\"iothread\",\"id\":\"io1\",\"poll-max-ns\":7}"
            })
    void objectsAreCreatedFirst(String option) {
        assertThat(parse(option).objects())
                .containsExactly(new NewObject("iothread", "io1", QmpObject.of("poll-max-ns", QmpValue.of(7))));
    }

    @Test
    void sizesOfObjectsMayHaveSuffixes() {
        assertThat(parse("-object memory-backend-ram,id=m,size=1.5G").objects())
                .containsExactly(new NewObject("memory-backend-ram", "m", QmpObject.of("size", QmpValue.of(3L << 29))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-object iothread | -object iothread: Parameter 'id' is missing",
                "-object id=x | -object id=x: Parameter 'qom-type' is missing",
                "-object bogus,id=x | -object bogus,id=x: Parameter 'qom-type' does not accept value 'bogus'",
                "-object iothread,id=x,a=1 | -object iothread,id=x,a=1: Invalid parameter 'a'",
                "-object iothread,id=x -object iothread,id=x | -object iothread,id=x: Duplicate ID 'x' for object",
                "-object memory-backend-ram,id=m,size=0 | property 'size' of memory-backend-ram doesn't take value '0'",
                "-object memory-backend-file,id=m,size=1M | -object memory-backend-file,id=m,size=1M: Parameter 'mem-path' is missing",
                "-object rng-random,id=r,filename=/no/file | Could not open '/no/file': No such file or directory",
                "-object secret,id=s | Either 'file' or 'data' must be provided",
                "-object tls-creds-psk,id=t,dir=/no | Unable to access credentials /no/keys.psk: No such file or directory"
            })
    void objectThatCannotBeCreatedIsAnError(String options, String message) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new MachinePlugin(parse(options)))
                .withMessage(message);
    }

    @Test
    void devicesMayBeGivenAsJson() {
        MachineConfig machine = parse(
                "-blockdev {\"driver\":\"null-aio\",\"node-name\":\"n\",\"read-only\":true,\"latency-ns\":7,\"cache\":{\"direct\":true,\"no-flush\":false},\"detect-zeroes\":\"unmap\"}"
                        + " -device {\"driver\":\"virtio-blk-pci\",\"drive\":\"n\"}");
        assertThat(machine.nodes())
                .isEqualTo(List.of(BlockdevOptionsNull.builder(BlockdevDriver.NULL_AIO)
                        .nodeName("n")
                        .readOnly(true)
                        .latencyNs(7)
                        .cache(BlockdevCacheOptions.builder()
                                .direct(true)
                                .noFlush(false)
                                .build())
                        .detectZeroes(DetectZeroes.UNMAP)
                        .build()));
        assertThat(machine.disks()).isEqualTo(List.of(new Disk(Optional.empty(), "n", OnError.AUTO, OnError.AUTO)));
    }

    @Test
    void nodesWithinNodesMayBeGivenInKeys() {
        MachineConfig machine = parse(
                "-blockdev raw,node-name=r,file.driver=null-co,file.size=1024,file.read-zeroes=on,file.cache.direct=off,offset=512");
        assertThat(machine.nodes())
                .isEqualTo(List.of(
                        BlockdevOptionsRaw.builder(BlockdevRef.of(BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO)
                                        .size(1024)
                                        .readZeroes(true)
                                        .cache(BlockdevCacheOptions.builder()
                                                .direct(false)
                                                .build())
                                        .build()))
                                .nodeName("r")
                                .offset(512)
                                .build()));
    }

    private static BlockdevOptionsNull.Builder nullNode(String name) {
        return BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO).nodeName(name);
    }

    @Test
    void actions() {
        assertThat(parse("-no-reboot -no-shutdown -action panic=none,watchdog=inject-nmi")
                        .actions())
                .isEqualTo(new Actions(
                        RebootAction.SHUTDOWN, ShutdownAction.PAUSE, PanicAction.NONE, WatchdogAction.INJECT_NMI));
        assertThat(parse("-no-reboot -action reboot=reset").actions()).isEqualTo(Actions.DEFAULT);
    }

    @Test
    void aDoubledCommaStandsForOne() {
        assertThat(parse("-name a,,b=c").name()).isEqualTo(Optional.of("a,b=c"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1048576", "0, 134217728", "size=2G, 2147483648", "1.5k, 1536", "64M, 67108864", "512b, 512"})
    void sizes(String text, long bytes) {
        assertThat(parse("-m " + text).memory()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-nope: invalid option",
                "nope: invalid option",
                "-no-reboot=1: invalid option",
                "-name: requires an argument",
                "-name foo,bogus=1: Invalid parameter 'bogus'",
                "-name foo,bogus: Invalid parameter 'bogus'",
                "-uuid zz: failed to parse UUID string: wrong format",
                "-uuid 1-1-1-1-1: failed to parse UUID string: wrong format",
                "-m x: Parameter 'size' expects a non-negative number below 2^64",
                "-m 128Q: Parameter 'size' expects a non-negative number below 2^64",
                "-m 16E: Parameter 'size' expects a non-negative number below 2^64",
                "-incoming bogus: unknown migration protocol: bogus",
                "-incoming: requires an argument",
                "-smp x: Parameter 'cpus' expects integer",
                "-smp 0: Invalid CPU topology: CPU topology parameters must be greater than zero",
                "-smp 9999999999: Parameter 'cpus' expects integer",
                "-blockdev null-co,node-name=x,size=-5: Value '-5' is out of range for parameter 'size'",
                "-action foo=bar: Invalid parameter 'foo'",
                "-action reboot=bar: Parameter 'reboot' does not accept value 'bar'",
                "-device foo: 'foo' is not a valid device model name",
                "-device id=x: Parameter 'driver' is missing",
                "-device virtio-balloon-pci,id=1x: Parameter 'id' expects an identifier",
                "-device virtio-balloon-pci,bogus=1: Property 'virtio-balloon-pci.bogus' not found",
                "-device virtio-blk-pci: drive property not set",
                "-device virtio-blk-pci,drive=no: Property 'virtio-blk-device.drive' can't find value 'no'",
                "-blockdev driver=foo,node-name=x: Parameter 'driver' does not accept value 'foo'",
                "-blockdev node-name=x: Parameter 'driver' is missing",
                "-blockdev driver=null-co: 'node-name' must be specified for the root node",
                "-blockdev driver=null-co,node-name=1: Invalid node-name: '1'",
                "-blockdev driver=null-co,node-name=x,foo=1: Parameter 'foo' is unexpected",
                "-blockdev driver=null-co,node-name=x,size=1M: Parameter 'size' expects integer",
                "-blockdev driver=null-co,node-name=x,read-only=x: Parameter 'read-only' expects 'on' or 'off'",
                "-blockdev driver=null-co,node-name=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: Node name too long",
                "-blockdev {\"driver\":[]}: Invalid parameter type for 'driver', expected: string",
                "-blockdev {\"driver\":\"null-co\",\"node-name\":\"x\",\"size\":\"1\"}: Invalid parameter type for 'size', expected: integer",
                "-blockdev raw,node-name=x,file=no: Cannot find device='no' nor node-name='no'",
                "-blockdev raw,node-name=x,file.driver=null-co,file.size=x: Parameter 'file.size' expects integer",
                "-blockdev raw,node-name=x,file.driver=null-co,file=y: Parameters 'file.*' used inconsistently",
                "-blockdev file,node-name=x,filename=/nowhere/x: Could not open '/nowhere/x': No such file or directory",
            })
    void whatIsWrongIsSaidAsByQemu(String message) {
        int end = message.indexOf(": ");
        assertThat(failure(message.substring(0, end))).isEqualTo(message);
    }

    @Test
    void whatIsThereOnlyOnce() {
        assertThat(failure("-device virtio-balloon -device virtio-balloon"))
                .isEqualTo("-device virtio-balloon: Only one balloon device is supported");
        assertThat(failure("-device virtio-blk,id=a,drive=n -device virtio-balloon,id=a -blockdev null-co,node-name=n"))
                .isEqualTo("-device virtio-balloon,id=a: Duplicate ID 'a' for device");
        assertThat(failure("-blockdev null-co,node-name=n -blockdev null-co,node-name=n"))
                .isEqualTo("-blockdev null-co,node-name=n: Duplicate nodes with node-name='n'");
    }

    /** The first line: some explain themselves in more. */
    private static String failure(String options) {
        String message = assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new MachinePlugin(parse(options)))
                .actual()
                .getMessage();
        return message.lines().findFirst().orElseThrow();
    }

    private static MachineConfig parse(String options) {
        return MachineOptions.parse(
                Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).toList());
    }
}
