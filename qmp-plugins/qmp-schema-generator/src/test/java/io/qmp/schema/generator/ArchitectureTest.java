package io.qmp.schema.generator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules of this module alone; those of all modules are in qmp-app. */
@AnalyzeClasses(packages = "io.qmp.schema.generator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule THE_MODEL_KNOWS_NO_NAMES_OR_SOURCES = noClasses()
            .that()
            .resideInAPackage("io.qmp.schema.generator.model")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.qmp.schema.generator.naming", "io.qmp.schema.generator.source");

    @ArchTest
    static final ArchRule NAMES_KNOW_NO_SOURCES = noClasses()
            .that()
            .resideInAPackage("io.qmp.schema.generator.naming")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.qmp.schema.generator.source");
}
