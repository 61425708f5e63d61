package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;
import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpObject;
import java.util.Optional;
import java.util.Set;

/** The binding of an event. */
final class RecordEvent<E extends EventData> implements EventBinding<E> {
    private final Class<E> type;
    private final String name;
    private final FeatureSet features;
    private final DataType data;
    private final Writing writing;
    private final Manner lenient;

    RecordEvent(Class<E> type, TypeDeriver types, CompatPolicy policy, LenienceListener lenience) {
        EventName name = type.getAnnotation(EventName.class);
        if (name == null) {
            throw new IllegalArgumentException(type.getName() + " is no event: it has no @EventName");
        }
        this.type = type;
        this.name = name.value();
        this.features = FeatureSet.of(type);
        this.data = new Reference(JsonType.OBJECT, () -> types.type(type));
        this.writing = new Writing(policy, false);
        this.lenient = Manner.lenient(this.name, lenience);
    }

    /** Looks at the type now, and throws what is wrong with it. */
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

    FeatureSet featureSet() {
        return features;
    }

    DataType data() {
        return data;
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
        return (QmpObject) data.write(event, writing);
    }
}
