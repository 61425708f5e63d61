package io.qmp.codec.bind.derive;

import io.qmp.api.schema.JsonType;
import io.qmp.api.type.Alternate;
import io.qmp.codec.bind.type.AlternateType;
import io.qmp.codec.bind.type.DataType;
import io.qmp.codec.bind.type.RecordClass;
import io.qmp.codec.bind.type.ScalarType;
import java.util.Arrays;

/** Derives one alternate. */
public final class AlternateDerivation {
    private final Derivation derivation;
    private final Class<?> type;
    private final Alternate alternate;

    public AlternateDerivation(Derivation derivation, Class<?> type, Alternate alternate) {
        this.derivation = derivation;
        this.type = type;
        this.alternate = alternate;
    }

    public AlternateType derive() {
        String name = alternate.value().isEmpty() ? type.getSimpleName() : alternate.value();
        return new AlternateType(
                type,
                name,
                Arrays.stream(type.getPermittedSubclasses()).map(this::choice).toList());
    }

    private AlternateType.Choice choice(Class<?> permitted) {
        if (!permitted.isRecord() || permitted.getRecordComponents().length > 1) {
            throw new IllegalArgumentException(
                    type.getName() + ": " + permitted.getSimpleName() + " is no record with one component or none");
        }
        RecordClass record = new RecordClass(permitted);
        if (record.size() == 0) {
            return new AlternateType.Choice(ScalarType.NULL, record, null);
        }
        DataType value = derivation.type(record.component(0).getAnnotatedType(), record.where(0));
        if (value.jsonType() == JsonType.VALUE) {
            throw new IllegalArgumentException(record.where(0) + ": a branch of an alternate cannot be any value");
        }
        return new AlternateType.Choice(value, record, record.accessor(0));
    }
}
