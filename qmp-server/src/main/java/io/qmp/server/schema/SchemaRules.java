package io.qmp.server.schema;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import java.util.Optional;

/**
 * The rules by which the introspection of a server is made.
 *
 * @param binder derives schemas from types
 * @param names how types are named; with {@link TypeNames#JAVA} the recorded schema is ignored
 * @param policy hides members and entities with certain features
 * @param recorded the recorded schema, if a plugin has one
 */
public record SchemaRules(Binder binder, TypeNames names, CompatPolicy policy, Optional<RecordedSchema> recorded) {}
