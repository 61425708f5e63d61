package io.qmp.plugin.machine.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes conversations: commands that both servers have, changed in their bytes, tokens, structure and order. */
final class Conversations {
    private static final List<String> COMMANDS = List.of(
            "query-name",
            "query-uuid",
            "query-kvm",
            "query-status",
            "query-balloon",
            "query-jobs",
            "query-iothreads",
            "query-fdsets",
            "query-block",
            "query-rx-filter",
            "stop",
            "cont",
            "nope",
            "blockdev-add {'driver': 'null-co', 'node-name': 'a', 'size': 1048576}",
            "blockdev-add {'driver': 'null-aio', 'node-name': 'b', 'read-zeroes': true}",
            "blockdev-add {'driver': 'raw', 'node-name': 'c', 'file': 'a'}",
            "blockdev-add {'driver': 'raw', 'node-name': 'd', 'offset': 512, 'size': 1024, 'file': 'a'}",
            "blockdev-add {'driver': 'copy-on-read', 'node-name': 'e', 'file': 'c'}",
            "blockdev-add {'driver': 'raw', 'node-name': 'f', 'read-only': true, 'file': {'driver': 'null-co'}}",
            "blockdev-del {'node-name': 'a'}",
            "blockdev-del {'node-name': 'c'}",
            "blockdev-del {'node-name': 'f'}",
            "blockdev-reopen {'options': [{'driver': 'raw', 'node-name': 'c', 'file': 'b'}]}",
            "query-named-block-nodes",
            "query-named-block-nodes {'flat': true}",
            "block-dirty-bitmap-add {'node': 'a', 'name': 'm', 'granularity': 65536}",
            "block-dirty-bitmap-add {'node': 'b', 'name': 'n', 'disabled': true}",
            "block-dirty-bitmap-clear {'node': 'a', 'name': 'm'}",
            "block-dirty-bitmap-remove {'node': 'a', 'name': 'm'}",
            "block-dirty-bitmap-merge {'node': 'a', 'target': 'm', 'bitmaps': ['n', {'node': 'b', 'name': 'n'}]}",
            "transaction {'actions': [{'type': 'block-dirty-bitmap-clear', 'data': {'node': 'a', 'name': 'm'}},"
                    + " {'type': 'abort', 'data': {}}]}",
            "block_resize {'node-name': 'a', 'size': 1024}",
            "block-set-write-threshold {'node-name': 'a', 'write-threshold': 1}",
            "object-add {'qom-type': 'iothread', 'id': 't', 'poll-grow': 2}",
            "object-add {'qom-type': 'rng-builtin', 'id': 'r'}",
            "object-add {'qom-type': 'authz-simple', 'id': 's', 'identity': 'x'}",
            "object-del {'id': 't'}",
            "object-del {'id': 'r'}",
            "qom-get {'path': '/objects/s', 'property': 'identity'}",
            "qom-set {'path': '/objects/s', 'property': 'identity', 'value': 'y'}",
            "qom-list {'path': '/objects/s'}",
            "chardev-add {'id': 'k', 'backend': {'type': 'ringbuf', 'data': {'size': 16}}}",
            "chardev-add {'id': 'l', 'backend': {'type': 'null', 'data': {}}}",
            "chardev-remove {'id': 'k'}",
            "ringbuf-write {'device': 'k', 'data': 'hello'}",
            "ringbuf-write {'device': 'k', 'data': 'aGVsbG8=', 'format': 'base64'}",
            "ringbuf-read {'device': 'k', 'size': 8}",
            "getfd {'fdname': 'x'}",
            "closefd {'fdname': 'x'}",
            "remove-fd {'fdset-id': 1}",
            "balloon {'value': 1048576}",
            "set_link {'name': 'h', 'up': true}",
            "netdev_add {'type': 'hubport', 'id': 'h', 'hubid': 0}",
            "netdev_del {'id': 'h'}",
            "set-action {'reboot': 'shutdown', 'panic': 'none'}",
            "job-cancel {'id': 'j'}",
            "block-job-cancel {'device': 'j', 'force': true}",
            "eject {'id': 'z'}",
            "device_del {'id': 'z'}",
            "migrate_cancel",
            "migrate-set-capabilities {'capabilities': [{'capability': 'xbzrle', 'state': true}]}");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "1e3",
            "9223372036854775808",
            "18446744073709551616",
            "''",
            "'a'",
            "'\\u00e9'",
            "'\\ud834\\udd1e'",
            "[]",
            "[1]",
            "{}",
            "{'a': {}}",
            "'x y'",
            "512");
    private static final List<String> IDS =
            List.of("", "", "1", "'i'", "null", "-0.0", "[1, {'a': null}]", "{'b': 1, 'a': 2}", "1e100", "true");
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "'",
            "null",
            "tru",
            "1",
            "-",
            "\\",
            " ",
            "\n",
            "'execute'",
            "'exec-oob'",
            "\u00ff");

    private final Random random;

    Conversations(long seed) {
        random = new Random(seed);
    }

    /** {@return what is sent by one connection, request by request} */
    List<byte[]> next() {
        List<String> requests = new ArrayList<>();
        negotiation().forEach(requests::add);
        for (int left = 1 + random.nextInt(12); left > 0; left--) {
            requests.add(mutated(request()));
        }
        if (random.nextInt(6) == 0) {
            Collections.swap(requests, random.nextInt(requests.size()), random.nextInt(requests.size()));
        }
        return requests.stream()
                .map(text -> (text + separator()).replace('\'', '"').getBytes(ISO_8859_1))
                .toList();
    }

    private String separator() {
        return one(List.of("\n", "\r\n", "", " ", "\n\n"));
    }

    private List<String> negotiation() {
        return switch (random.nextInt(10)) {
            case 0 -> List.of();
            case 1 -> List.of("{'execute': 'qmp_capabilities', 'arguments': {'enable': []}}");
            case 2 -> List.of("{'execute': 'qmp_capabilities', 'arguments': {'enable': ['nope']}}");
            case 3 -> List.of("{'execute': 'qmp_capabilities', 'id': 7}", "{'execute': 'qmp_capabilities'}");
            default -> List.of("{'execute': 'qmp_capabilities'}");
        };
    }

    private String request() {
        String command = one(COMMANDS);
        int blank = command.indexOf(' ');
        String name = blank < 0 ? command : command.substring(0, blank);
        String arguments = blank < 0 ? one(List.of("", "", "{}")) : command.substring(blank + 1);
        List<String> members = new ArrayList<>(List.of("'execute': '" + name + "'"));
        if (!arguments.isEmpty()) {
            members.add("'arguments': " + (random.nextInt(4) == 0 ? otherValue(arguments) : arguments));
        }
        String id = one(IDS);
        if (!id.isEmpty()) {
            members.add("'id': " + id);
        }
        if (random.nextInt(30) == 0) {
            members.add("'" + one(List.of("x", "control", "execute", "arguments", "exec-oob")) + "': " + one(VALUES));
        }
        Collections.shuffle(members, random);
        return "{" + String.join(", ", members) + "}";
    }

    /** Arguments with one value replaced, one member left out, or one more. */
    private String otherValue(String arguments) {
        int colon = nth(arguments, ": ");
        int end = arguments.indexOf(',', colon) < 0 ? arguments.length() - 1 : arguments.indexOf(',', colon);
        return switch (random.nextInt(3)) {
            case 0 -> arguments.substring(0, colon + 2) + one(VALUES) + arguments.substring(end);
            case 1 ->
                "{'" + one(List.of("x", "id", "node-name", "")) + "': " + one(VALUES)
                        + (arguments.equals("{}") ? "}" : ", " + arguments.substring(1));
            default -> one(VALUES);
        };
    }

    private int nth(String text, String what) {
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
            places.add(at);
        }
        return places.isEmpty() ? 0 : places.get(random.nextInt(places.size()));
    }

    private String mutated(String request) {
        int at = random.nextInt(request.length());
        return switch (random.nextInt(14)) {
            case 0 -> request.substring(0, at) + one(TOKENS) + request.substring(at);
            case 1 -> request.substring(0, at) + request.substring(at + 1);
            case 2 -> request.substring(0, at) + (char) random.nextInt(256) + request.substring(at + 1);
            case 3 -> request + request;
            default -> request;
        };
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
