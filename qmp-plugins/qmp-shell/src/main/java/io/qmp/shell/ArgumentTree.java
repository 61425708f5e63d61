package io.qmp.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arguments of a line, put into each other as their keys say. A node has a value, members or elements. */
final class ArgumentTree {
    private final Map<String, ArgumentTree> members = new LinkedHashMap<>();
    private final List<ArgumentTree> elements = new ArrayList<>();
    private @Nullable Argument leaf;

    static ArgumentTree of(List<Argument> arguments, List<Problem> problems) {
        ArgumentTree root = new ArgumentTree();
        arguments.forEach(argument -> root.put(argument, problems));
        return root;
    }

    private void put(Argument argument, List<Problem> problems) {
        ArgumentTree node = this;
        for (Key key : argument.path()) {
            String hindrance = node.hindrance(key);
            if (!hindrance.isEmpty()) {
                problems.add(Problem.at(argument.word(), hindrance));
                return;
            }
            node = node.child(key);
        }
        if (node.leaf != null || !node.members.isEmpty() || !node.elements.isEmpty()) {
            problems.add(Problem.at(argument.word(), "contradicts an argument before it"));
        } else {
            node.leaf = argument;
        }
    }

    private String hindrance(Key key) {
        boolean other = key.isElement() ? !members.isEmpty() : !elements.isEmpty();
        if (leaf != null || other) {
            return "contradicts an argument before it";
        }
        return key.index() > elements.size() ? "the element [" + elements.size() + "] comes before this one" : "";
    }

    private ArgumentTree child(Key key) {
        if (!key.isElement()) {
            return members.computeIfAbsent(key.name(), name -> new ArgumentTree());
        }
        if (key.index() == elements.size()) {
            elements.add(new ArgumentTree());
        }
        return elements.get(key.index());
    }

    Optional<ArgumentTree> find(Key key) {
        return key.isElement()
                ? Optional.ofNullable(key.index() < elements.size() ? elements.get(key.index()) : null)
                : Optional.ofNullable(members.get(key.name()));
    }

    Map<String, ArgumentTree> members() {
        return members;
    }

    List<ArgumentTree> elements() {
        return elements;
    }

    Optional<Argument> leaf() {
        return Optional.ofNullable(leaf);
    }
}
