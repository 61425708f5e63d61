package io.qmp.codec.bind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Texts that nearly fit the types of {@link TypedRepliesTest}: members in any order, most of them valid. */
final class Answers {
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "7",
            "-1",
            "127",
            "128",
            "255",
            "256",
            "-129",
            "32767",
            "32768",
            "-32769",
            "65536",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "123456789012345678901",
            "1.5",
            "1e3",
            "7.0",
            "-0",
            "-0.0",
            "nan",
            "-inf",
            "0e0");
    private static final List<String> STRINGS = List.of(
            "\"\"",
            "\"a\"",
            "\"first\"",
            "\"second\"",
            "\"third\"",
            "\"raw\"",
            "\"a\\nb\"",
            "\"\\u00e9\"",
            "'a'",
            "\"\u00c3\u00a9\"",
            "\"\\\"x\\\\\"");
    private static final List<String> OTHERS =
            List.of("null", "true", "false", "{}", "[]", "[{}]", "{\"a\": [1, \"]\"]}");
    private static final List<String> DRIVERS =
            List.of("raw", "qcow2", "null-co", "null-aio", "quorum", "gluster", "new");
    private static final List<String> META_TYPES =
            List.of("builtin", "enum", "array", "object", "alternate", "command", "event", "new");

    private Answers() {}

    static String any(Random random) {
        List<Function<Random, String>> all = List.of(
                Answers::sample,
                some -> array(some, Answers::sample),
                some -> array(some, Answers::outer),
                some -> array(some, Answers::item),
                Answers::node,
                some -> array(some, Answers::reference),
                some -> array(some, Answers::entity),
                some -> array(some, Answers::kind),
                Answers::number,
                Answers::odd);
        return all.get(random.nextInt(all.size())).apply(random);
    }

    private static String sample(Random random) {
        return object(
                random,
                member("name", Answers::string),
                member("kind", Answers::kind),
                member("kinds", some -> array(some, Answers::kind)),
                member("texts", some -> array(some, Answers::string)),
                member("unsigned", Answers::number),
                member("small", Answers::number),
                member("size", Answers::number),
                member("number", Answers::number),
                member("flag", Answers::flag),
                member("inner", Answers::item),
                member("any", Answers::odd),
                member("node", Answers::node),
                member("nodes", some -> array(some, Answers::reference)));
    }

    private static String outer(Random random) {
        return object(
                random,
                member("name", Answers::string),
                member("small", Answers::number),
                member("size", Answers::number),
                member("flag", Answers::flag),
                member("more", Answers::odd));
    }

    private static String item(Random random) {
        return object(
                random,
                member("small", Answers::number),
                member("flag", Answers::flag),
                member("inner", random.nextInt(3) == 0 ? Answers::item : Answers::odd));
    }

    private static String node(Random random) {
        return object(
                random,
                member("driver", some -> quoted(some, DRIVERS)),
                member("node-name", Answers::string),
                member(
                        "cache",
                        some -> object(some, member("direct", Answers::flag), member("no-flush", Answers::flag))),
                member("offset", Answers::number),
                member("file", Answers::reference),
                member("latency-ns", Answers::number),
                member("vote-threshold", Answers::number),
                member("children", some -> array(some, Answers::reference)));
    }

    private static String reference(Random random) {
        return random.nextInt(4) == 0 ? node(random) : string(random);
    }

    private static String entity(Random random) {
        return object(
                random,
                member("name", Answers::string),
                member("meta-type", some -> quoted(some, META_TYPES)),
                member("members", some -> array(some, Answers::entityMember)),
                member("values", some -> array(some, Answers::string)),
                member("json-type", Answers::string),
                member("arg-type", Answers::string),
                member("ret-type", Answers::string),
                member("element-type", Answers::string));
    }

    private static String entityMember(Random random) {
        return object(
                random,
                member("name", Answers::string),
                member("type", Answers::string),
                member("default", Answers::odd));
    }

    private static String kind(Random random) {
        return quoted(random, List.of("first", "second", "second", "third"));
    }

    private static String flag(Random random) {
        return random.nextInt(8) == 0 ? odd(random) : String.valueOf(random.nextBoolean());
    }

    private static String string(Random random) {
        return random.nextInt(8) == 0 ? odd(random) : STRINGS.get(random.nextInt(STRINGS.size()));
    }

    private static String number(Random random) {
        return random.nextInt(12) == 0
                ? odd(random)
                : NUMBERS.get(random.nextInt(random.nextBoolean() ? 3 : NUMBERS.size()));
    }

    private static String odd(Random random) {
        return OTHERS.get(random.nextInt(OTHERS.size()));
    }

    private static String quoted(Random random, List<String> texts) {
        return '"' + texts.get(random.nextInt(texts.size())) + '"';
    }

    private static String array(Random random, Function<Random, String> element) {
        List<String> elements = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            elements.add(element.apply(random));
        }
        return "[" + String.join(random.nextInt(4) == 0 ? "," : ", ", elements) + "]";
    }

    private record Member(String name, Function<Random, String> value) {
        String text(Random random) {
            return '"' + name + "\": " + value.apply(random);
        }
    }

    private static Member member(String name, Function<Random, String> value) {
        return new Member(name, value);
    }

    /** Most of the members, seldom one of them twice, or one that no type knows. */
    private static String object(Random random, Member... members) {
        List<Member> all = new ArrayList<>(List.of(members));
        if (random.nextInt(4) == 0) {
            Collections.shuffle(all, random);
        }
        all.removeIf(member -> random.nextInt(4) == 0);
        if (random.nextInt(8) == 0) {
            all.add(member("unknown", Answers::odd));
        }
        if (random.nextInt(40) == 0 && !all.isEmpty()) {
            all.add(all.get(0));
        }
        return "{"
                + String.join(
                        ", ", all.stream().map(member -> member.text(random)).toList()) + "}";
    }
}
