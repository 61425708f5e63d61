package io.qmp.codec.bind.introspect;

import io.qmp.codec.bind.type.DataType;
import io.qmp.codec.bind.type.FeatureSet;

/**
 * The description of a command, for introspection.
 *
 * @param name its name
 * @param features its features
 * @param arguments the type of its arguments
 * @param result the type of its result
 * @param allowsOob whether it may be executed out of band
 */
public record DescribedCommand(
        String name, FeatureSet features, DataType arguments, DataType result, boolean allowsOob) {}
