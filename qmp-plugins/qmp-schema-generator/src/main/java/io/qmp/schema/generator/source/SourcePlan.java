package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.MergedProgram;
import io.qmp.schema.generator.naming.JavaNames;
import io.qmp.schema.generator.naming.Layout;
import io.qmp.schema.generator.naming.TypeUsages;

/**
 * The plan from which the sources of a program are written.
 *
 * @param program the program
 * @param uses the index of references to its types
 * @param layout decides which types become Java types
 * @param names the names of the Java types
 * @param facts facts that introspection does not have
 */
public record SourcePlan(MergedProgram program, TypeUsages uses, Layout layout, JavaNames names, Facts facts) {}
