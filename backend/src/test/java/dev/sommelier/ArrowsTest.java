package dev.sommelier;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sommelier.app.Main;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The packages and the arrows between them. Serving and training never see each other, nothing sees `app`, and
/// what reads the outside world sits at the edge.
class ArrowsTest {
    private static final String ROOT = "dev.sommelier";

    /// What each package may use, besides itself. `app` wires all of them and has no row.
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("failure", Set.of()),
            Map.entry("image", Set.of("failure")),
            Map.entry("network", Set.of()),
            Map.entry("model", Set.of("network", "image", "failure")),
            Map.entry("inference", Set.of("model", "network", "image", "failure")),
            Map.entry("http", Set.of("failure")),
            Map.entry("predict", Set.of("http", "inference", "model", "image", "failure")),
            Map.entry("dataset", Set.of("image", "failure")),
            Map.entry("evaluate", Set.of("dataset", "inference", "model", "image", "failure")),
            Map.entry("bench", Set.of("inference", "model", "image", "failure")),
            Map.entry("track", Set.of("failure")),
            Map.entry("runs", Set.of("http", "track", "failure")),
            Map.entry("train", Set.of("dataset", "network", "model", "evaluate", "track", "image", "failure")),
            Map.entry("monitor", Set.of("http", "model", "failure")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void everyPackageHasARow() {
        assertThat(packages().map(JavaPackage::getRelativeName).filter(name -> !name.equals("app")))
                .isNotEmpty()
                .isSubsetOf(MAY_USE.keySet());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void usesOnlyWhatItsRowAllows(String name) {
        String[] allowed = Stream.concat(Stream.of(name), MAY_USE.getOrDefault(name, Set.of()).stream())
                .map(ArrowsTest::inside)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(inside(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideOutsideOfPackage(ROOT + "..")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void vertxIsKnownOnlyWhereRequestsAre() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        inside("http"),
                        inside("predict"),
                        inside("runs"),
                        inside("monitor"),
                        inside("inference"),
                        inside("app"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(CLASSES);
    }

    /// Setting a property is another matter: some of DJL's settings can be made in no other way.
    @Test
    void onlyAppReadsTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("app"))
                .should()
                .accessTargetWhere(use(System.class, "getenv", "getProperty", "getProperties"))
                .orShould()
                .accessTargetWhere(use(Boolean.class, "getBoolean"))
                .orShould()
                .accessTargetWhere(use(Integer.class, "getInteger"))
                .orShould()
                .accessTargetWhere(use(Long.class, "getLong"))
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandEndsTheProcess() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Main.class)
                .should()
                .accessTargetWhere(use(System.class, "exit"))
                .orShould()
                .accessTargetWhere(use(Runtime.class, "exit"))
                .check(CLASSES);
    }

    /// `app` halts where somebody presses Ctrl-C twice.
    @Test
    void onlyAppHaltsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("app"))
                .should()
                .accessTargetWhere(use(Runtime.class, "halt"))
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(packages()).isNotEmpty().allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    private static Stream<String> rows() {
        return MAY_USE.keySet().stream().sorted();
    }

    private static Stream<JavaPackage> packages() {
        return CLASSES.getPackage(ROOT).getSubpackagesInTree().stream()
                .filter(each -> !each.getClasses().isEmpty());
    }

    private static String inside(String name) {
        return ROOT + "." + name + "..";
    }

    private static DescribedPredicate<JavaAccess<?>> use(Class<?> owner, String... names) {
        List<String> wanted = Arrays.asList(names);
        return DescribedPredicate.describe(
                "the target is one of %s of %s".formatted(wanted, owner.getName()),
                access -> access.getTargetOwner().isEquivalentTo(owner) && wanted.contains(access.getName()));
    }
}
