package dev.sommelier.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// Start knows the pages, pages know the backend's face, and never the other way round.
class ArrowsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.sommelier.ui");

    @Test
    void aPageKnowsNeitherTheStartNorAnotherPage() {
        noClasses()
                .that()
                .resideInAPackage("dev.sommelier.ui.classify..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sommelier.ui")
                .check(CLASSES);
    }

    @Test
    void theBackendsFaceKnowsNothingOfPages() {
        noClasses()
                .that()
                .resideInAPackage("dev.sommelier.ui.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sommelier.ui", "dev.sommelier.ui.classify..", "com.vaadin..")
                .check(CLASSES);
    }
}
