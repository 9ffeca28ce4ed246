package dev.sommelier.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Start knows the pages, pages know the backend's face, and never the other way round.
class ArrowsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.sommelier.ui");

    private static final List<String> PAGES = List.of("dev.sommelier.ui.classify..", "dev.sommelier.ui.runs..");

    @Test
    void aPageKnowsNeitherTheStartNorAnotherPage() {
        for (String page : PAGES) {
            noClasses()
                    .that()
                    .resideInAPackage(page)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Stream.concat(Stream.of("dev.sommelier.ui"), PAGES.stream())
                            .filter(other -> !other.equals(page))
                            .toArray(String[]::new))
                    .check(CLASSES);
        }
    }

    @Test
    void theBackendsFaceKnowsNothingOfPages() {
        noClasses()
                .that()
                .resideInAPackage("dev.sommelier.ui.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.sommelier.ui", "dev.sommelier.ui.classify..", "dev.sommelier.ui.runs..", "com.vaadin..")
                .check(CLASSES);
    }
}
