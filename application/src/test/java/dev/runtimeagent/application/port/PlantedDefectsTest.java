package dev.runtimeagent.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** That contracts can fail, and say what is wrong: they are run against adapters with a defect. */
class PlantedDefectsTest {
  @Test
  void aSoundTargetBreaksNoRule() {
    assertThat(brokenBy(PlantedTargets.Sound.class)).isEmpty();
  }

  @Test
  void aLostWriteIsFound() {
    assertThat(
            brokenBy(PlantedTargets.LosesWrites.class).get("holdsWhatWasCreatedAsItWouldWriteIt"))
        .startsWith("D 2: A target answers what it holds")
        .contains("a write that is answered with Done is there");
  }

  @Test
  void aDeletionOfAForeignThingIsFound() {
    assertThat(
            brokenBy(PlantedTargets.DeletesForeignThings.class)
                .get("keepsWhatSomebodyElseMadeBesideOurs"))
        .startsWith("D 6.2: Ownership: what is not ours is neither overwritten nor deleted.");
  }

  @Test
  void aTakenNameIsFound() {
    assertThat(
            brokenBy(PlantedTargets.OverwritesForeignThings.class)
                .get("doesNotTouchWhatSomebodyElseMade"))
        .startsWith("D 6.2: Refused by rule: a name held by something that is not ours.");
  }

  @Test
  void aWriteInAQuietSynchronizationIsFound() {
    assertThat(brokenBy(PlantedTargets.WritesAlways.class).get("writesNothingThatIsAlreadySo"))
        .startsWith("D 6.4: Nothing is written that is already so.");
  }

  @Test
  void aWriteByLookingIsFound() {
    assertThat(brokenBy(PlantedTargets.WritesByLooking.class).get("writesNothingByLooking"))
        .startsWith("D 6.5, timing: A quiet cycle");
  }

  @Test
  void anExceptionOfItsOwnIsFound() {
    assertThat(brokenBy(PlantedTargets.Throws.class).get("updatesWhatItHolds"))
        .startsWith(Observed.ANSWERS)
        .contains("update threw java.lang.IllegalStateException at ");
  }

  @Test
  void aSecretInAnExceptionsMessageIsFoundAndNotRepeated() {
    assertThat(brokenBy(PlantedTargets.Babbles.class).get("updatesWhatItHolds"))
        .startsWith(Observed.HIDES)
        .doesNotContain("secret-2");
  }

  @Test
  void aSecretInAnAnswerIsFoundAndNotRepeated() {
    assertThat(brokenBy(PlantedTargets.ExplainsTooMuch.class).get("doesNotCreateOverAnother"))
        .startsWith(Observed.HIDES)
        .doesNotContain("secret-1");
  }

  @Test
  void aCallThatNeverReturnsIsFound() {
    assertThat(brokenBy(PlantedTargets.NeverReturns.class, 1).get("isDoneDeletingWhatIsGone"))
        .startsWith(Rules.RETURNS);
  }

  @Test
  void whatIsHalfDoneAndTakenForWholeIsFound() {
    assertThat(
            brokenBy(PlantedTargets.TakesHalfForWhole.class).get("makesWholeWhatItBeganToCreate"))
        .startsWith("D 9: Nothing is ever half-written");
  }

  @Test
  void aRuleThatCouldNotBeLookedAtIsNotPassed() {
    var aborted = new LinkedHashMap<String, String>();

    run(PlantedTargets.Bare.class, 60, new LinkedHashMap<>(), aborted);

    assertThat(aborted)
        .containsOnlyKeys(
            "writesNothingThatIsAlreadySo",
            "writesNothingByLooking",
            "doesNotTouchWhatSomebodyElseMade",
            "keepsWhatSomebodyElseMadeBesideOurs",
            "repairsASecretThatSomebodyElseAltered",
            "tellsOfASecretThatSomebodyElseAltered",
            "makesWholeWhatItBeganToCreate",
            "makesWholeWhatItBeganToUpdate");
    assertThat(aborted.get("writesNothingThatIsAlreadySo"))
        .contains("it is not said how to see that nothing was written");
  }

  @Test
  void aSoundRecorderBreaksNoRule() {
    assertThat(brokenBy(PlantedRecorders.Sound.class)).isEmpty();
  }

  @Test
  void aRecorderThatKeepsOthersWaitingIsFound() {
    assertThat(brokenBy(PlantedRecorders.Waits.class, 1))
        .extractingByKey("keepsNobodyWaitingForWhatCannotBeReached")
        .asString()
        .startsWith(Rules.RETURNS);
  }

  @Test
  void aRecorderThatTellsWhatAnExceptionSaysIsFound() {
    assertThat(brokenBy(PlantedRecorders.Babbles.class))
        .extractingByKey("tellsNotWhatAnExceptionSays")
        .asString()
        .startsWith("D 12: No secret value");
  }

  @Test
  void aRecorderThatThrowsIsFound() {
    assertThat(brokenBy(PlantedRecorders.Throws.class))
        .extractingByKey("takesWhateverTextsComeFromCompass")
        .asString()
        .startsWith(Observed.HIDES)
        .doesNotContain("secret-1");
  }

  @Test
  void otherDefectsOfARecorderAreFound() {
    assertThat(brokenBy(PlantedRecorders.Drops.class)).containsOnlyKeys("tellsWhatAPersonMustKnow");
    assertThat(brokenBy(PlantedRecorders.FollowsCauses.class))
        .containsOnlyKeys("takesWhateverWasThrown");
    assertThat(brokenBy(PlantedRecorders.SwallowsInterruptions.class))
        .containsKey("leavesTheThreadInterrupted");
  }

  @Test
  void aLeadershipThatThrowsOrGivesNoAnswerIsFoundAndNotTakenForOneThatWaits() {
    assertThat(brokenBy(PlantedLeaderships.Throws.class).get("isHadAtOnceWhereNobodyLeads"))
        .startsWith(Observed.ANSWERS)
        .contains("seek threw java.lang.IllegalStateException at ")
        .doesNotContain("secret-1");
    assertThat(brokenBy(PlantedLeaderships.GivesNoAnswer.class).get("isHadAtOnceWhereNobodyLeads"))
        .startsWith(Observed.ANSWERS)
        .contains("seek answered null");
  }

  private static Map<String, String> brokenBy(Class<?> contract) {
    return brokenBy(contract, 60);
  }

  private static Map<String, String> brokenBy(Class<?> contract, int seconds) {
    var failures = new LinkedHashMap<String, String>();
    run(contract, seconds, failures, new LinkedHashMap<>());
    return failures;
  }

  private static void run(
      Class<?> contract, int seconds, Map<String, String> failed, Map<String, String> aborted) {
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(contract))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .configurationParameter(Rules.PATIENCE, String.valueOf(seconds))
            .build();
    var listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            var name = test.getLegacyReportingName().replaceFirst("\\(.*", "");
            var said = result.getThrowable().map(Throwable::getMessage).orElse("");
            switch (result.getStatus()) {
              case SUCCESSFUL -> {}
              case ABORTED -> aborted.put(name, said);
              case FAILED -> failed.put(name, said);
            }
          }
        };
    LauncherFactory.create().execute(request, listener);
  }
}
