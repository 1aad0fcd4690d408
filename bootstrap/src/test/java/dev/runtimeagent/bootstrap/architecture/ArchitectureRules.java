package dev.runtimeagent.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ServiceLoader;
import java.util.Set;

/** The rules of the rooms below one root package. */
final class ArchitectureRules {
  private static final String CUT = "docs/adr/0001: the hexagon and its modules";
  private static final Set<String> JAVA_BASE =
      ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages();
  private static final DescribedPredicate<JavaClass> IN_JAVA_BASE =
      describe(
          "of java.base",
          type -> {
            JavaClass element = type.getBaseComponentType();
            return element.isPrimitive() || JAVA_BASE.contains(element.getPackageName());
          });
  private static final Set<String> CLOCKS = Set.of("java.time.Clock", "java.util.Calendar");

  private final String root;

  ArchitectureRules(String root) {
    this.root = root;
  }

  ArchRule domainKnowsOnlyJavaBase() {
    return classes()
        .that()
        .resideInAPackage(in("domain"))
        .should()
        .onlyDependOnClassesThat(
            IN_JAVA_BASE.or(
                JavaClass.Predicates.resideInAnyPackage(in("domain"), "org.jspecify.annotations")))
        .because(CUT);
  }

  ArchRule applicationKnowsOnlyJavaBaseAndDomain() {
    return classes()
        .that()
        .resideInAPackage(in("application"))
        .should()
        .onlyDependOnClassesThat(
            IN_JAVA_BASE.or(
                JavaClass.Predicates.resideInAnyPackage(
                    in("application"), in("domain"), "org.jspecify.annotations")))
        .because(CUT);
  }

  /**
   * No adapter knows another, nobody knows bootstrap, and nothing lives outside the rooms. Those of
   * Runtimes are known to nobody: they are found (docs/adr/0023).
   */
  ArchRule roomsAreApart() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("domain")
        .definedBy(in("domain"))
        .layer("application")
        .definedBy(in("application"))
        .layer("kubernetes")
        .definedBy(in("kubernetes"))
        .layer("compass")
        .definedBy(in("compass"))
        .layer("filesystem")
        .definedBy(in("filesystem"))
        .layer("sandbox")
        .definedBy(in("sandbox"))
        .layer("bootstrap")
        .definedBy(in("bootstrap"))
        .whereLayer("application")
        .mayOnlyBeAccessedByLayers("kubernetes", "compass", "filesystem", "bootstrap")
        .whereLayer("domain")
        .mayOnlyBeAccessedByLayers(
            "application", "kubernetes", "compass", "filesystem", "bootstrap")
        .whereLayer("kubernetes")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("compass")
        .mayOnlyBeAccessedByLayers("bootstrap")
        .whereLayer("filesystem")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("sandbox")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("bootstrap")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .because(CUT);
  }

  ArchRule injectionStaysInBootstrap() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("bootstrap"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dagger..", "javax.inject..", "jakarta.inject..")
        .because("docs/adr/0002: constructors stay plain; only bootstrap calls them");
  }

  /** The Kubernetes client is made of it. */
  ArchRule httpClientStaysInItsAdapters() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("compass"), in("kubernetes"), in("sandbox"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..")
        .because("client libraries stay in their adapter");
  }

  ArchRule cryptographyStaysInAdapters() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("compass"), in("kubernetes"), in("sandbox"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .because("client libraries stay in their adapter");
  }

  ArchRule kubernetesClientStaysInItsAdapter() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("kubernetes"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.kubernetes..")
        .because("client libraries stay in their adapter");
  }

  /** What is loaded while the agent runs was not there when its jars were checked. */
  ArchRule classesAreFoundInOnePlace() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("bootstrap.discovery"), in("sandbox"))
        .should()
        .accessTargetWhere(describe("classes are looked for", ArchitectureRules::looksForClasses))
        .because("docs/adr/0023: the class path is all there is, and looked at once");
  }

  /** By access rather than by call, so that {@code Instant::now} is seen too. */
  ArchRule timeIsReadInBootstrapOnly() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("bootstrap"), in("sandbox"))
        .should()
        .accessTargetWhere(describe("the clock is read", ArchitectureRules::readsTheClock))
        .because("time comes through the port Clock, so that tests can turn it");
  }

  ArchRule outputIsTheCommandLines() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("bootstrap.cli"), in("sandbox"))
        .should()
        .accessTargetWhere(describe("a standard stream is used", ArchitectureRules::isOutput))
        .because("stdout and stderr belong to the command line and the log");
  }

  ArchRule loggingIsSlf4js() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
        .because("one log, set up in one place");
  }

  ArchRule packagesAreNamedForWhatTheyHold() {
    return noClasses()
        .should()
        .resideInAnyPackage("..util..", "..common..", "..impl..", "..manager..")
        .because("such names say nothing");
  }

  private String in(String room) {
    return root + "." + room + "..";
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return (owner.startsWith("java.time.") && name.equals("now"))
        || (CLOCKS.contains(owner)
            && (name.startsWith("system") || name.startsWith("tick") || name.equals("getInstance")))
        || (owner.equals("java.util.Date") && name.equals("<init>"))
        || (owner.equals("java.lang.System")
            && (name.equals("currentTimeMillis") || name.equals("nanoTime")));
  }

  private static boolean looksForClasses(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return owner.isEquivalentTo(ServiceLoader.class)
        || owner.isAssignableTo(ClassLoader.class)
        || (owner.isEquivalentTo(Class.class) && access.getName().equals("forName"));
  }

  private static boolean isOutput(JavaAccess<?> access) {
    boolean stream = access.getName().equals("out") || access.getName().equals("err");
    return (stream && access.getTargetOwner().isEquivalentTo(System.class))
        || access.getName().equals("printStackTrace");
  }
}
