package dev.runtimeagent.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.runtimeagent.bootstrap.architecture.broken.application.KnowsAnAdapter;
import dev.runtimeagent.bootstrap.architecture.broken.application.ReadsTheClock;
import dev.runtimeagent.bootstrap.architecture.broken.bootstrap.Anything;
import dev.runtimeagent.bootstrap.architecture.broken.bootstrap.KnowsARuntime;
import dev.runtimeagent.bootstrap.architecture.broken.compass.AsksTheCluster;
import dev.runtimeagent.bootstrap.architecture.broken.compass.KnowsAnotherAdapter;
import dev.runtimeagent.bootstrap.architecture.broken.compass.LogsPastTheLog;
import dev.runtimeagent.bootstrap.architecture.broken.compass.PrintsOut;
import dev.runtimeagent.bootstrap.architecture.broken.domain.KnowsALibrary;
import dev.runtimeagent.bootstrap.architecture.broken.domain.KnowsAnotherModule;
import dev.runtimeagent.bootstrap.architecture.broken.domain.RefersToTheClock;
import dev.runtimeagent.bootstrap.architecture.broken.domain.util.Odds;
import dev.runtimeagent.bootstrap.architecture.broken.elsewhere.Homeless;
import dev.runtimeagent.bootstrap.architecture.broken.filesystem.IsInjected;
import dev.runtimeagent.bootstrap.architecture.broken.filesystem.KnowsBootstrap;
import dev.runtimeagent.bootstrap.architecture.broken.filesystem.ReadsCertificates;
import dev.runtimeagent.bootstrap.architecture.broken.filesystem.SpeaksHttp;
import dev.runtimeagent.bootstrap.architecture.broken.kubernetes.LoadsClasses;
import dev.runtimeagent.bootstrap.architecture.broken.sandbox.KnowsTheDomain;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final String BROKEN = "dev.runtimeagent.bootstrap.architecture.broken";
  private static final ArchitectureRules RULES = new ArchitectureRules("dev.runtimeagent");
  private static final ArchitectureRules SAME_RULES = new ArchitectureRules(BROKEN);
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.runtimeagent");
  private static final JavaClasses BREACHES = new ClassFileImporter().importPackages(BROKEN);

  static Stream<Arguments> rules() {
    return Stream.of(
        rule("domain knows only java.base", RULES.domainKnowsOnlyJavaBase()),
        rule("application knows only domain", RULES.applicationKnowsOnlyJavaBaseAndDomain()),
        rule("rooms are apart", RULES.roomsAreApart()),
        rule("injection stays in bootstrap", RULES.injectionStaysInBootstrap()),
        rule("HTTP client stays in its adapters", RULES.httpClientStaysInItsAdapters()),
        rule("cryptography stays in adapters", RULES.cryptographyStaysInAdapters()),
        rule("Kubernetes client stays in its adapter", RULES.kubernetesClientStaysInItsAdapter()),
        rule("classes are found in one place", RULES.classesAreFoundInOnePlace()),
        rule("time is read in bootstrap only", RULES.timeIsReadInBootstrapOnly()),
        rule("output is the command line's", RULES.outputIsTheCommandLines()),
        rule("logging is SLF4J's", RULES.loggingIsSlf4js()),
        rule("packages are named for what they hold", RULES.packagesAreNamedForWhatTheyHold()));
  }

  static Stream<Arguments> breaches() {
    return Stream.of(
        breach(SAME_RULES.domainKnowsOnlyJavaBase(), KnowsALibrary.class),
        breach(SAME_RULES.domainKnowsOnlyJavaBase(), KnowsAnotherModule.class),
        breach(SAME_RULES.applicationKnowsOnlyJavaBaseAndDomain(), KnowsAnAdapter.class),
        breach(SAME_RULES.roomsAreApart(), KnowsAnAdapter.class),
        breach(SAME_RULES.roomsAreApart(), KnowsAnotherAdapter.class),
        breach(SAME_RULES.roomsAreApart(), KnowsBootstrap.class),
        breach(SAME_RULES.roomsAreApart(), KnowsTheDomain.class),
        breach(SAME_RULES.roomsAreApart(), Homeless.class),
        breach(SAME_RULES.injectionStaysInBootstrap(), IsInjected.class),
        breach(SAME_RULES.httpClientStaysInItsAdapters(), SpeaksHttp.class),
        breach(SAME_RULES.cryptographyStaysInAdapters(), ReadsCertificates.class),
        breach(SAME_RULES.kubernetesClientStaysInItsAdapter(), AsksTheCluster.class),
        breach(SAME_RULES.roomsAreApart(), KnowsARuntime.class),
        breach(SAME_RULES.classesAreFoundInOnePlace(), LoadsClasses.class),
        breach(SAME_RULES.timeIsReadInBootstrapOnly(), ReadsTheClock.class),
        breach(SAME_RULES.timeIsReadInBootstrapOnly(), RefersToTheClock.class),
        breach(SAME_RULES.outputIsTheCommandLines(), PrintsOut.class),
        breach(SAME_RULES.loggingIsSlf4js(), LogsPastTheLog.class),
        breach(SAME_RULES.packagesAreNamedForWhatTheyHold(), Odds.class));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(PRODUCTION);
  }

  @ParameterizedTest(name = "{1} breaks: {0}")
  @MethodSource("breaches")
  void failsWhenBroken(ArchRule rule, Class<?> culprit) {
    assertThat(rule.evaluate(BREACHES).getFailureReport().getDetails())
        .anySatisfy(line -> assertThat(line).contains(culprit.getSimpleName()));
  }

  @Test
  void looksAtEveryModule() {
    assertThat(
            PRODUCTION.stream().map(type -> type.getPackageName().split("\\.", -1)[2]).distinct())
        .contains(
            "domain", "application", "compass", "filesystem", "kubernetes", "sandbox", "bootstrap");
  }

  @Test
  void sparesWhatIsAllowed() {
    String all =
        SAME_RULES.roomsAreApart().evaluate(BREACHES).getFailureReport().toString()
            + SAME_RULES.timeIsReadInBootstrapOnly().evaluate(BREACHES).getFailureReport();
    assertThat(all).doesNotContain(Anything.class.getSimpleName() + ".<init>");
  }

  private static Arguments rule(String name, ArchRule rule) {
    return Arguments.of(Named.of(name, rule));
  }

  private static Arguments breach(ArchRule rule, Class<?> culprit) {
    return Arguments.of(rule, Named.of(culprit.getSimpleName(), culprit));
  }
}
