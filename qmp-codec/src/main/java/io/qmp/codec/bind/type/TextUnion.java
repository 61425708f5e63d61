package io.qmp.codec.bind.type;

import io.qmp.api.error.BindingException;
import io.qmp.codec.bind.read.TextSource;
import io.qmp.codec.json.NameSet;
import io.qmp.codec.json.NotSimple;
import io.qmp.codec.json.TextReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of a union straight from a text.
 *
 * <p>The tag may be anywhere in the object. The case of the object before is tried first, as a peer sends many of one
 * case in a row; if that was wrong, the tag is looked for, and the object is read again.
 */
final class TextUnion {
    private final UnionType union;
    private final NameSet tagName;
    private final NameSet values;
    private final List<Case> cases;
    private final @Nullable Case otherwise;
    /** The case that was read last; a data race is harmless. */
    private @Nullable Case last;

    /**
     * One case.
     *
     * @param tag the position of the tag among the members
     */
    private record Case(TextUnion union, ObjectType type, int tag) implements TextMembers.Guess {
        static Case of(TextUnion union, ObjectType type, String tag) {
            List<String> names = type.members().stream().map(Member::name).toList();
            return new Case(union, type, names.indexOf(tag));
        }

        @Override
        public boolean isRight(TextReader text) {
            int mark = text.mark();
            Case found = text.kind() == '"' ? union.find(text) : null;
            text.reset(mark);
            return found != null && found.type == type;
        }
    }

    /**
     * Makes a reader.
     *
     * @param tag the name of the tag
     * @param cases by value of the tag
     * @param otherwise for unknown values of the tag; {@code null} for none
     */
    TextUnion(UnionType union, String tag, Map<String, ObjectType> cases, @Nullable ObjectType otherwise) {
        this.union = union;
        this.tagName = new NameSet(List.of(tag));
        this.values = new NameSet(List.copyOf(cases.keySet()));
        this.cases =
                cases.values().stream().map(type -> Case.of(this, type, tag)).toList();
        this.otherwise = otherwise == null ? null : Case.of(this, otherwise, tag);
    }

    /** Reads an object. Returns {@code null} if there is no case for it. */
    @Nullable
    Object read(TextSource source) {
        int mark = source.text().mark();
        int depth = source.depth();
        Case guess = last;
        // Guesses within guesses would have to be read again for each of them.
        if (guess != null && source.beginGuess()) {
            try {
                return guess.type.readAs(source, guess);
            } catch (NotSimple | BindingException wrong) {
                source.reset(mark, depth);
            } finally {
                source.endGuess();
            }
        }
        Case selected = select(source.text());
        source.reset(mark, depth);
        last = selected;
        return selected == null ? union.read(source.value(), source.path()) : selected.type.read(source);
    }

    /** The case that the tag stands for; {@code null} if there is none. */
    private @Nullable Case select(TextReader text) {
        text.beginObject();
        for (int at = text.member(tagName, TextReader.END); at != TextReader.END; at = text.member(tagName, at)) {
            if (at != NameSet.UNKNOWN) {
                return text.kind() == '"' ? find(text) : otherwise;
            }
            text.passValue();
        }
        return otherwise;
    }

    private @Nullable Case find(TextReader text) {
        int value = text.word(values);
        return value < 0 ? otherwise : cases.get(value);
    }
}
