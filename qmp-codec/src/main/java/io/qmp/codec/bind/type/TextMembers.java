package io.qmp.codec.bind.type;

import io.qmp.codec.bind.read.TextSource;
import io.qmp.codec.json.NameSet;
import io.qmp.codec.json.NotSimple;
import io.qmp.codec.json.TextReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads objects of one type, of which all members are members of the record, straight from a text. */
final class TextMembers {
    /** The number of members whose presence a {@code long} records. */
    static final int MOST = Long.SIZE;

    /** An object with more unknown members is read as a value: each is compared with those before it. */
    private static final int MOST_UNKNOWN = 16;

    /** The guess that an object is of a certain case of a union. */
    interface Guess {
        /** The position of the tag among the members. */
        int tag();

        /** Whether the value of the tag, which comes next in a text, confirms it. */
        boolean isRight(TextReader text);
    }

    private final RecordClass record;
    private final Member[] members;
    private final NameSet names;
    /** A bit for each member whose absence means something. */
    private final long wanted;

    TextMembers(RecordClass record, List<Member> members) {
        this.record = record;
        this.members = members.toArray(Member[]::new);
        this.names = new NameSet(members.stream().map(Member::name).toList());
        long bits = 0;
        for (int i = 0; i < this.members.length; i++) {
            bits |= this.members[i].presence().isNullable() ? 0 : 1L << i;
        }
        this.wanted = bits;
    }

    /**
     * Reads an object.
     *
     * @param guess that these are its members; {@code null} if that is known
     * @throws NotSimple if the guess may be wrong, too
     */
    Object read(TextSource source, @Nullable Guess guess) {
        @Nullable Object[] values = record.newValues();
        TextReader text = source.text();
        int tag = guess == null ? NameSet.UNKNOWN : guess.tag();
        List<String> unknown = List.of();
        long present = 0;
        text.beginObject();
        for (int at = text.member(names, TextReader.END); at != TextReader.END; at = text.member(names, at)) {
            if (at == NameSet.UNKNOWN) {
                check(guess == null);
                unknown = passed(source, unknown);
                continue;
            }
            check((present & 1L << at) == 0);
            check(at != tag || guess == null || guess.isRight(text));
            present |= 1L << at;
            Member member = members[at];
            member.accessor().put(member.read(source), values);
        }
        check(guess == null || (present & 1L << tag) != 0);
        for (long absent = wanted & ~present; absent != 0; absent &= absent - 1) {
            Member member = members[Long.numberOfTrailingZeros(absent)];
            member.accessor().put(member.absent(source.path()), values);
        }
        return record.make(values);
    }

    private static void check(boolean simple) {
        if (!simple) {
            throw NotSimple.INSTANCE;
        }
    }

    /** Passes an unknown member. Returns the names of all that were. */
    private static List<String> passed(TextSource source, List<String> before) {
        source.dropped();
        String name = source.text().name();
        check(before.size() < MOST_UNKNOWN && !before.contains(name));
        source.value();
        List<String> passed = before.isEmpty() ? new ArrayList<>() : before;
        passed.add(name);
        return passed;
    }
}
