package io.qmp.codec.bind.introspect;

import io.qmp.codec.bind.type.DataType;
import io.qmp.codec.bind.type.FeatureSet;

/**
 * The description of an event, for introspection.
 *
 * @param name its name
 * @param features its features
 * @param data the type of its data
 */
public record DescribedEvent(String name, FeatureSet features, DataType data) {}
