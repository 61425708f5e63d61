package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;
import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpObject;
import io.qmp.codec.bind.derive.TypeDeriver;
import io.qmp.codec.bind.introspect.DescribedEvent;
import io.qmp.codec.bind.read.ReadMode;
import io.qmp.codec.bind.type.DataType;
import io.qmp.codec.bind.type.FeatureSet;
import io.qmp.codec.bind.type.LazyType;
import io.qmp.codec.bind.type.WriteMode;
import java.util.Optional;
import java.util.Set;

/** The binding of an event. */
final class RecordEvent<E extends EventData> implements EventBinding<E> {
    private final Class<E> type;
    private final String name;
    private final FeatureSet features;
    private final DataType data;
    private final WriteMode mode;
    private final ReadMode lenient;

    RecordEvent(Class<E> type, TypeDeriver types, CompatPolicy policy, LenienceListener lenience) {
        EventName name = type.getAnnotation(EventName.class);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " is no event: it has no @EventName");
        }
        this.type = type;
        this.name = name.value();
        this.features = FeatureSet.of(type);
        this.data = new LazyType(JsonType.OBJECT, () -> types.type(type));
        this.mode = new WriteMode(policy, false);
        this.lenient = ReadMode.lenient(this.name, lenience);
    }

    /** Derives the type now; throws IllegalArgumentException if it cannot be. */
    void derive() {
        data.resolved();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<E> type() {
        return type;
    }

    @Override
    public Set<String> features() {
        return features.names();
    }

    DescribedEvent described() {
        return new DescribedEvent(name, features, data);
    }

    @Override
    public Optional<RateLimit> rateLimit() {
        return Optional.ofNullable(type.getAnnotation(RateLimit.class));
    }

    @Override
    public E readData(QmpObject data) {
        return type.cast(RecordBinder.readLeniently(this.data, data, lenient));
    }

    @Override
    public QmpObject writeData(E event) {
        return (QmpObject) data.write(event, mode);
    }
}
