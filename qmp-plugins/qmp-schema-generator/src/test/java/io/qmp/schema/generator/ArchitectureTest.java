package io.qmp.schema.generator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.qmp.schema.generator");

    @Test
    void onlyApiAndClientAreUsed() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.lang.model",
                        "org.jspecify.annotations..",
                        "io.qmp.api..",
                        "io.qmp.client..",
                        "io.qmp.schema.generator..")
                .check(MODULE);
    }

    @Test
    void modelThenNamesThenSources() {
        noClasses()
                .that()
                .resideInAPackage("io.qmp.schema.generator.model")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.qmp.schema.generator.naming", "io.qmp.schema.generator.source")
                .check(MODULE);
        noClasses()
                .that()
                .resideInAPackage("io.qmp.schema.generator.naming")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.qmp.schema.generator.source")
                .check(MODULE);
        slices().matching("io.qmp.(**)").should().beFreeOfCycles().check(MODULE);
    }
}
