package io.qmp.schema.generator.source;

import io.qmp.api.type.IntegerType;
import org.jspecify.annotations.Nullable;

/** A Java type as a component may have it. */
sealed interface JavaType {
    /** {@return how a file mentions it} */
    String text(SourceFile file);

    /** {@return how a file mentions it where the value may be absent} */
    default String nullable(SourceFile file) {
        return annotated(file, "@" + file.mention("org.jspecify.annotations.Nullable"), boxed(file));
    }

    /** {@return how a file mentions it as a type argument} */
    default String boxed(SourceFile file) {
        return text(file);
    }

    /** An annotation of a type stands before its simple name. */
    private static String annotated(SourceFile file, String annotation, String type) {
        int end = type.indexOf('<') < 0 ? type.length() : type.indexOf('<');
        int dot = type.lastIndexOf('.', end);
        return type.substring(0, dot + 1) + annotation + " " + type.substring(dot + 1);
    }

    /**
     * A primitive type.
     *
     * @param name its name
     * @param box the simple name of the class of its boxed values
     * @param width the integer type if it is not the one that the Java type stands for
     */
    record Primitive(String name, String box, @Nullable IntegerType width) implements JavaType {
        static final Primitive LONG = new Primitive("long", "Long", null);
        static final Primitive BOOLEAN = new Primitive("boolean", "Boolean", null);
        static final Primitive DOUBLE = new Primitive("double", "Double", null);

        @Override
        public String text(SourceFile file) {
            return width(file) + name;
        }

        @Override
        public String boxed(SourceFile file) {
            return width(file) + box;
        }

        @Override
        public String nullable(SourceFile file) {
            return "@" + file.mention("org.jspecify.annotations.Nullable") + " " + boxed(file);
        }

        private String width(SourceFile file) {
            return width == null
                    ? ""
                    : "@" + file.mention("io.qmp.api.type.IntType") + "(" + file.mention("io.qmp.api.type.IntegerType")
                            + "." + width + ") ";
        }
    }

    /**
     * A class or an interface.
     *
     * @param qualified its qualified name
     */
    record Reference(String qualified) implements JavaType {
        @Override
        public String text(SourceFile file) {
            return file.mention(qualified);
        }
    }

    /**
     * A value of an enumeration that may be unknown.
     *
     * @param constants the enumeration
     */
    record OpenEnum(Reference constants) implements JavaType {
        @Override
        public String text(SourceFile file) {
            return file.mention("io.qmp.api.type.Open") + "<" + constants.text(file) + ">";
        }
    }

    /**
     * A list.
     *
     * @param element the type of its elements
     */
    record ListOf(JavaType element) implements JavaType {
        @Override
        public String text(SourceFile file) {
            return file.mention("java.util.List") + "<" + element.boxed(file) + ">";
        }
    }
}
