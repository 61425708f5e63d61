package io.qmp.schema.generator.source;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A record.
 *
 * @param name its name
 * @param doc the paragraphs of its Javadoc
 * @param annotations its annotations
 * @param components its components
 * @param implemented the interface that it implements, as the file mentions it
 * @param methods adds further members to a file
 * @param buildable whether there is a builder if some components need not be given
 */
record RecordShape(
        String name,
        List<String> doc,
        List<AnnotationSpec> annotations,
        List<Component> components,
        @Nullable String implemented,
        Consumer<SourceFile> methods,
        boolean buildable) {
    /** {@return the components that a builder must be given} */
    List<Component> required() {
        return components.stream().filter(component -> !component.isOptional()).toList();
    }

    /** {@return whether there is a builder} */
    boolean hasBuilder() {
        return buildable && components.stream().anyMatch(Component::isOptional);
    }
}
