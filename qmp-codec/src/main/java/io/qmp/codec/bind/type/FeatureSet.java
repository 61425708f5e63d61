package io.qmp.codec.bind.type;

import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventName;
import io.qmp.api.type.Feature;
import io.qmp.api.type.Features;
import io.qmp.api.type.Unstable;
import java.lang.reflect.AnnotatedElement;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The features of a command, event, type, member or value: {@code deprecated}, {@code unstable}, then the others. */
public final class FeatureSet {
    public static final FeatureSet NONE = new FeatureSet(Set.of());

    private final Set<String> names;

    private FeatureSet(Set<String> names) {
        this.names = names;
    }

    /** The features that a declaration is marked with; it may have several elements. */
    public static FeatureSet of(AnnotatedElement... declaration) {
        Set<String> names = new LinkedHashSet<>();
        for (AnnotatedElement element : declaration) {
            if (element.isAnnotationPresent(Deprecated.class)) {
                names.add(Feature.DEPRECATED);
            }
            if (element.isAnnotationPresent(Unstable.class)) {
                names.add(Feature.UNSTABLE);
            }
        }
        for (AnnotatedElement element : declaration) {
            Features others = element.getAnnotation(Features.class);
            if (others != null) {
                names.addAll(List.of(others.value()));
            }
        }
        return names.isEmpty() ? NONE : new FeatureSet(Collections.unmodifiableSet(names));
    }

    /** The features of a type. Those of a command or event are not features of the type of its arguments or data. */
    public static FeatureSet ofType(Class<?> type) {
        boolean named = type.isAnnotationPresent(CommandName.class) || type.isAnnotationPresent(EventName.class);
        return named ? NONE : of(type);
    }

    public Set<String> names() {
        return names;
    }

    /** The names as introspection lists them: not at all if there are none. */
    @Nullable
    public List<String> listed() {
        return names.isEmpty() ? null : List.copyOf(names);
    }
}
