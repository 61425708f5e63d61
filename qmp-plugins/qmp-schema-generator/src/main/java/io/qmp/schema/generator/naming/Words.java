package io.qmp.schema.generator.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that a name consists of, in lower case.
 *
 * @param list the words
 */
public record Words(List<String> list) {
    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z0-9]+|[0-9]+");
    private static final Pattern DOWNSTREAM = Pattern.compile("__[A-Za-z0-9.-]+_(.+)");

    /** Copies the list. */
    public Words {
        list = List.copyOf(list);
    }

    /** {@return the words of a name: of one on the wire, however it is spelt, or of a Java name} */
    public static Words of(String name) {
        return new Words(WORD.matcher(name)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .toList());
    }

    /**
     * {@return a name on the wire without the prefix of a downstream extension: {@code __com.example_drop} gives
     * {@code drop}}
     */
    static String withoutDomain(String name) {
        Matcher downstream = DOWNSTREAM.matcher(name);
        return downstream.matches() ? downstream.group(1) : name;
    }

    /**
     * {@return these words followed by others; what the end of these and the beginning of the others have in common
     * is there once}
     */
    Words plus(Words others) {
        int common = Math.min(list.size(), others.list.size());
        while (common > 0 && !list.subList(list.size() - common, list.size()).equals(others.list.subList(0, common))) {
            common--;
        }
        List<String> sum = new ArrayList<>(list);
        sum.addAll(others.list.subList(common, others.list.size()));
        return new Words(sum);
    }

    /** {@return these words and one more} */
    Words plus(String word) {
        return plus(new Words(List.of(word)));
    }

    /** {@return the words that both begin with} */
    Words commonBeginning(Words other) {
        int common = 0;
        while (common < Math.min(list.size(), other.list.size())
                && list.get(common).equals(other.list.get(common))) {
            common++;
        }
        return new Words(list.subList(0, common));
    }

    /** {@return the words that both have, in the order of these} */
    Words common(Words other) {
        return new Words(list.stream().filter(other.list::contains).toList());
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    boolean endsWith(String word) {
        return !isEmpty() && list.get(list.size() - 1).equals(word);
    }

    boolean startsWith(String word) {
        return !isEmpty() && list.get(0).equals(word);
    }

    Words withoutFirst() {
        return new Words(list.subList(1, list.size()));
    }

    Words withoutLast() {
        return new Words(list.subList(0, list.size() - 1));
    }

    /** {@return these words with the last one in the singular, as far as its ending tells} */
    Words singular() {
        if (isEmpty()) {
            return this;
        }
        String last = list.get(list.size() - 1);
        String singular = last;
        if (last.endsWith("ies") && last.length() > 4) {
            singular = last.substring(0, last.length() - 3) + "y";
        } else if (last.endsWith("sses") || last.endsWith("xes")) {
            singular = last.substring(0, last.length() - 2);
        } else if (isPlural(last)) {
            singular = last.substring(0, last.length() - 1);
        }
        List<String> words = new ArrayList<>(list.subList(0, list.size() - 1));
        words.add(singular);
        return new Words(words);
    }

    /** {@return whether the last word is a plural, as far as its ending tells} */
    boolean isPlural() {
        return !isEmpty() && isPlural(list.get(list.size() - 1));
    }

    private static boolean isPlural(String word) {
        return word.length() > 2
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("tus")
                && !word.equals("bus")
                && !word.equals("stats");
    }

    /** {@return the words as the name of a type: {@code BlockJobInfo}} */
    public String upperCamel() {
        String name = list.stream().map(Words::capitalized).collect(Collectors.joining());
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** {@return the words as the name of a variable: {@code blockJobInfo}} */
    public String lowerCamel() {
        if (isEmpty()) {
            return "_";
        }
        String name =
                list.get(0) + list.stream().skip(1).map(Words::capitalized).collect(Collectors.joining());
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** {@return the words as the name of a constant: {@code BLOCK_JOB_INFO}} */
    public String constant() {
        String name = String.join("_", list).toUpperCase(Locale.ROOT);
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
