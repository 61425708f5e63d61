package io.qmp.codec.bind.type;

import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpNumber;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import org.jspecify.annotations.Nullable;

/** The built-in types that have one Java form each. */
public enum ScalarType implements DataType {
    STRING(JsonType.STRING) {
        @Override
        public @Nullable Object read(QmpValue value, ReadPath path) {
            if (value instanceof QmpString string) {
                return string.value();
            }
            return path.wrongType(value, "string");
        }

        @Override
        public @Nullable Object read(TextSource source) {
            return source.text().kind() == '"' ? source.text().string() : super.read(source);
        }

        @Override
        public QmpValue write(Object value, WriteMode mode) {
            return QmpValue.of((String) value);
        }
    },
    BOOLEAN(JsonType.BOOLEAN) {
        @Override
        public @Nullable Object read(QmpValue value, ReadPath path) {
            if (value instanceof QmpBoolean bool) {
                return bool.value();
            }
            return path.wrongType(value, "boolean");
        }

        @Override
        public QmpValue write(Object value, WriteMode mode) {
            return QmpValue.of((boolean) value);
        }

        @Override
        public Object absent() {
            return false;
        }
    },
    /** Integers are numbers, too. */
    NUMBER(JsonType.NUMBER) {
        @Override
        public @Nullable Object read(QmpValue value, ReadPath path) {
            if (value instanceof QmpNumber number) {
                return number.doubleValue();
            }
            return path.wrongType(value, "number");
        }

        @Override
        public QmpValue write(Object value, WriteMode mode) {
            return QmpValue.of((double) value);
        }

        @Override
        public Object absent() {
            return 0.0;
        }
    },
    /** Anything, as it is. */
    ANY(JsonType.VALUE) {
        @Override
        public Object read(QmpValue value, ReadPath path) {
            return value;
        }

        @Override
        public QmpValue write(Object value, WriteMode mode) {
            return (QmpValue) value;
        }
    },
    /** The value null, which has a Java form of its own only as one of the types of an alternate. */
    NULL(JsonType.NULL) {
        @Override
        public @Nullable Object read(QmpValue value, ReadPath path) {
            if (value instanceof QmpNull) {
                return value;
            }
            return path.wrongType(value, "null");
        }

        @Override
        public QmpValue write(Object value, WriteMode mode) {
            return QmpNull.NULL;
        }
    };

    private final JsonType jsonType;

    ScalarType(JsonType jsonType) {
        this.jsonType = jsonType;
    }

    @Override
    public boolean isImmutable() {
        return true;
    }

    @Override
    public JsonType jsonType() {
        return jsonType;
    }
}
