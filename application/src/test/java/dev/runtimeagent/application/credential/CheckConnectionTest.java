package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.inmemory.CompassScript.Operation.CONFIGURATION;
import static dev.runtimeagent.application.inmemory.CompassScript.Operation.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.enrolment.Life;
import dev.runtimeagent.application.enrolment.World;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.domain.credential.Endpoints;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckConnectionTest {
  private static final URI OTHER_CONNECTOR = URI.create("https://other.test/connector/graphql");
  private static final URI OTHER_DIRECTOR = URI.create("https://other.test/director/graphql");
  private static final Endpoints FIRST =
      new Endpoints(InMemoryCompass.SECURED_CONNECTOR, InMemoryCompass.DIRECTOR);
  private static final Endpoints OTHER = new Endpoints(OTHER_CONNECTOR, OTHER_DIRECTOR);

  private final World world = new World();
  private final Life life = world.connected();

  private void announceOthers() {
    world.compass.announce(
        Optional.of(OTHER_CONNECTOR.toString()), Optional.of(OTHER_DIRECTOR.toString()));
  }

  private Endpoints inUse() {
    return world.store.credentials().content().orElseThrow().current().orElseThrow().endpoints();
  }

  @Test
  void aCheckIsOneRequest() {
    assertThat(life.check.run())
        .isEqualTo(
            new CheckOutcome.Healthy(life.custody.current().orElseThrow(), Optional.empty()));

    assertThat(world.compass.script().calls())
        .extracting(c -> c.operation())
        .containsExactly(CONFIGURATION);
  }

  @Test
  void aRefusalIsTold() {
    world.compass.revoke(life.custody.current().orElseThrow().fingerprint());

    assertThat(life.check.run()).isInstanceOf(CheckOutcome.Refused.class);
  }

  @Test
  void silenceIsToldApartFromRefusal() {
    world.compass.script().fail(CONFIGURATION, World.timeout());

    assertThat(life.check.run()).isInstanceOf(CheckOutcome.Unreachable.class);
  }

  @Test
  void announcedUrlsAreUsedAndStoredOnceBothAnswered() {
    world.compass.serve(OTHER_CONNECTOR, OTHER_DIRECTOR);
    announceOthers();

    var outcome = (CheckOutcome.Healthy) life.check.run();

    assertThat(outcome.endpointsProblem()).isEmpty();
    assertThat(outcome.generation().endpoints()).isEqualTo(OTHER);
    assertThat(outcome.generation().formerEndpoints()).contains(FIRST);
    assertThat(inUse()).isEqualTo(OTHER);
    assertThat(world.compass.script().calls(VIEWER))
        .extracting(c -> c.url())
        .startsWith(OTHER_DIRECTOR);
  }

  @Test
  void announcedUrlsThatDoNotWorkAreToldAndNotUsed() {
    announceOthers();

    var outcome = (CheckOutcome.Healthy) life.check.run();

    assertThat(inUse()).isEqualTo(FIRST);
    assertThat(outcome.endpointsProblem())
        .hasValueSatisfying(p -> assertThat(p).contains("other.test", "compass-mtls.test"));
  }

  @Test
  void anAnnouncedDirectorThatIsSilentKeepsTheOldUrls() {
    world.compass.serve(OTHER_CONNECTOR, OTHER_DIRECTOR);
    announceOthers();
    world.compass.script().fail(VIEWER, World.timeout());

    assertThat(((CheckOutcome.Healthy) life.check.run()).endpointsProblem())
        .hasValueSatisfying(why -> assertThat(why).contains("do not work: no answer within 30 s;"));

    assertThat(inUse()).isEqualTo(FIRST);
  }

  @Test
  void missingAnnouncedUrlsAreToldAndTheOldOnesStay() {
    world.compass.announce(Optional.empty(), Optional.empty());

    var outcome = (CheckOutcome.Healthy) life.check.run();

    assertThat(outcome.endpointsProblem())
        .hasValueSatisfying(p -> assertThat(p).contains("no Director URL"));
    assertThat(inUse()).isEqualTo(FIRST);
  }

  @Test
  void theFormerUrlsAreUsedAgainIfTheNewOnesVanish() {
    world.compass.serve(OTHER_CONNECTOR, OTHER_DIRECTOR);
    announceOthers();
    life.check.run();
    world.compass.shutDown(OTHER_CONNECTOR);
    world.compass.shutDown(OTHER_DIRECTOR);

    var outcome = (CheckOutcome.Healthy) life.check.run();

    assertThat(outcome.generation().endpoints()).isEqualTo(FIRST);
    assertThat(inUse()).isEqualTo(FIRST);
    assertThat(outcome.endpointsProblem()).isPresent();
  }

  @Test
  void theFormerUrlsAreUsedAgainIfOnlyTheDirectorVanishes() {
    world.compass.serve(OTHER_CONNECTOR, OTHER_DIRECTOR);
    announceOthers();
    life.check.run();
    world.compass.shutDown(OTHER_DIRECTOR);

    var outcome = (CheckOutcome.Healthy) life.check.run();

    assertThat(outcome.generation().endpoints()).isEqualTo(FIRST);
  }

  @Test
  void aDirectorThatIsSilentIsNoReasonToGoBack() {
    world.compass.serve(OTHER_CONNECTOR, OTHER_DIRECTOR);
    announceOthers();
    life.check.run();
    world.compass.script().fail(VIEWER, World.timeout());

    assertThat(life.check.run()).isInstanceOf(CheckOutcome.Healthy.class);
    assertThat(inUse()).isEqualTo(OTHER);
  }
}
