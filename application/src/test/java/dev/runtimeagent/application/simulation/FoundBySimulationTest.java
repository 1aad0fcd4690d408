package dev.runtimeagent.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.CompassScript;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.simulation.faults.CatalogueChanges;
import dev.runtimeagent.application.simulation.faults.Fault;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.supervision.SuperviseConnection;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.connection.ConnectionState;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulation found wrong once, each as short as it can be told. */
class FoundBySimulationTest {
  private final World world =
      new World(5, Tuning.with(Duration.ofSeconds(20), Duration.ofHours(1)));

  FoundBySimulationTest() {
    world.answerAtOnce();
    new CatalogueChanges(world, world.dice()).fill(3);
  }

  @Test
  void aJournalThatNobodyUnderstandsKeepsNobodyFromPairing() {
    world.journal().entry().damage("it is garbage");
    connect();
    assertThat(state()).isInstanceOf(ConnectionState.Synchronized.class);
  }

  @Test
  void aCredentialThatIsDeletedWhileCompassIsSilentIsWrittenBack() {
    connect();
    world.faults().begin(Fault.MESSAGE_503, Duration.ofHours(1));
    pass(Duration.ofMinutes(30));
    assertThat(state()).isInstanceOf(ConnectionState.Lost.class);

    world.tamper(() -> world.store().credentials().remove());
    pass(Duration.ofMinutes(6));

    assertThat(world.store().credentials().content()).isPresent();
  }

  @Test
  void aCredentialThatIsRestoredFromBeforeCompassMovedKeepsOursFromNoStore() {
    connect();
    var backup = world.store().credentials().content().orElseThrow();
    world.faults().begin(Fault.URLS_CHANGED, Duration.ofMinutes(5));
    for (int renewals = 0; renewals < 2; renewals++) {
      world.faults().begin(Fault.REFRESH_ASKED, Duration.ZERO);
      pass(Duration.ofMinutes(15));
    }
    assertThat(stored().endpoints()).isNotEqualTo(backup.current().orElseThrow().endpoints());

    world.tamper(() -> world.store().credentials().put(backup));
    pass(Duration.ofMinutes(5));

    assertThat(stored().endpoints()).isNotEqualTo(backup.current().orElseThrow().endpoints());
  }

  @Test
  void refusalsAreBelievedThoughTheClockIsSetBackBetweenThem() {
    connect();
    world.faults().begin(Fault.CERTIFICATE_REVOKED, Duration.ZERO);
    world.faults().begin(Fault.REFRESH_ASKED, Duration.ZERO);
    pass(Duration.ofSeconds(10));

    world.setClock(Duration.ofDays(-1));
    pass(Duration.ofMinutes(5));

    assertThat(state()).isInstanceOf(ConnectionState.Lost.class);
  }

  @Test
  void aNewTokenIsTriedAtOnceThoughTheClockWasSetBackSinceTheLoss() {
    connect();
    world.faults().begin(Fault.CERTIFICATE_REVOKED, Duration.ZERO);
    pass(Duration.ofMinutes(5));
    assertThat(state()).isInstanceOf(ConnectionState.Lost.class);

    world.setClock(Duration.ofDays(-1));
    pass(Duration.ofMinutes(2));
    world.configureNewToken();
    pass(Duration.ofMinutes(2));

    assertThat(state()).isInstanceOf(ConnectionState.Synchronized.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {-400, -1, 1, 400})
  void aWrongClockRenewsOnceAndNotWithoutEnd(long days) {
    world.compass().signFor(Duration.ofHours(1));
    connect();
    world.setClock(Duration.ofDays(days));
    var signed = new ArrayList<Instant>();
    world.listen(call -> {
      if (call.is("Connector.sign")) {
        signed.add(call.at());
      }
    });
    pass(Duration.ofMinutes(30));
    assertThat(signed).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aClockThatIsSetBackDelaysNoSynchronization() {
    connect();
    world.setClock(Duration.ofMinutes(-45));
    pass(Duration.ofMinutes(2));
    assertThat(world.listings().answered()).isAfter(world.time().now().minusSeconds(60));
  }

  @Test
  void aTokenThatWasUsedIsNotSentAgainAfterAStartThatCouldNotReadTheStore() {
    connect();
    world.faults().begin(Fault.READ_FAILS, Duration.ofMinutes(2));
    world.faults().begin(Fault.RUNTIME_UNREGISTERED, Duration.ZERO);
    world.crash(Duration.ZERO, false);
    pass(Duration.ofMinutes(30));
    assertThat(state()).isInstanceOf(ConnectionState.Lost.class);
  }

  @Test
  void timesOfSuccessOutliveAStartThatCouldNotReadThem() {
    connect();
    world.faults().begin(Fault.READ_FAILS, Duration.ofSeconds(30));
    world.faults().begin(Fault.MESSAGE_503, Duration.ofMinutes(10));
    world.crash(Duration.ZERO, false);
    pass(Duration.ofMinutes(5));

    var document = world.documents().document().content();
    assertThat(document.map(ConnectionDocument::status).flatMap(s -> s.connection().lastSuccess()))
        .isPresent();
  }

  /** Seeds 2852 and 4141. */
  @Test
  void aTokenInHandIsUsedThoughTheCertificateBeforeItWorksAgain() {
    connect();
    var before = stored().fingerprint();
    world
        .compass()
        .script()
        .fail(
            CompassScript.Operation.SIGN_WITH_TOKEN,
            new CompassReply.Unsent<>(CompassReply.Unsent.Reason.NO_SUCH_SERVICE, ""));

    reconnectWithNewToken();
    pass(Duration.ofMinutes(2));

    assertThat(state()).isInstanceOf(ConnectionState.Synchronized.class);
    assertThat(stored().fingerprint()).isNotEqualTo(before);
    assertThat(world.journal().entry().content()).isEmpty();
  }

  /** Seed 4247. */
  @Test
  void aCredentialThatIsPutBackIsUsedThoughNoneWasStoredWhenTheAgentBegan() {
    connect();
    var backup = world.store().credentials().content().orElseThrow();
    world.faults().begin(Fault.DISK_FULL, Duration.ofMinutes(1));
    world.tamper(() -> world.store().credentials().remove());
    world.crash(Duration.ZERO, true);
    pass(Duration.ofMinutes(5));
    assertThat(state()).isInstanceOf(ConnectionState.Connecting.class);

    world.tamper(() -> world.store().credentials().put(backup));
    pass(Duration.ofMinutes(2));

    assertThat(state()).isInstanceOf(ConnectionState.Synchronized.class);
  }

  /** Seeds 173 and 5072. */
  @Test
  void whoWaitsForANameThatStaysTakenIsRefusedByNameAndKeepsNothingElseWaiting() {
    connect();
    var listed = world.catalogue().listed();
    var keeper = listed.getFirst();
    var waiting = listed.get(1);
    world
        .target()
        .put(
            new HeldApplication(
                "taken", Optional.empty(), false, "foreign", Set.of(), Set.of(), "foreign"));
    world.catalogue().put(renamed(keeper, "taken"));
    world.catalogue().put(renamed(waiting, keeper.name()));

    pass(Duration.ofMinutes(2));

    assertThat(state()).isInstanceOf(ConnectionState.Synchronized.class);
    assertThat(refused()).containsExactlyInAnyOrder("taken", keeper.name());
  }

  private static Application renamed(Application application, String name) {
    return new Application(
        application.id(),
        name,
        application.description(),
        application.systemAuthIds(),
        application.bundles());
  }

  private List<String> refused() {
    return world.documents().document().content().flatMap(d -> d.status().applications()).stream()
        .flatMap(summary -> summary.refused().first().stream())
        .map(ConnectionDocument.Named.Entry::name)
        .toList();
  }

  private void reconnectWithNewToken() {
    world.configureNewToken();
    world.wished(() -> world.documents().document().remove());
  }

  private void connect() {
    world.configureNewToken();
    world.start();
    world.invariants().recovery().expect();
  }

  private void pass(Duration duration) {
    world.time().runUntil(world.time().now().plus(duration));
  }

  private Generation stored() {
    return world.store().credentials().content().flatMap(StoredCredentials::current).orElseThrow();
  }

  private ConnectionState state() {
    return world.life().map(Lifeline::supervisor).flatMap(SuperviseConnection::state).orElseThrow();
  }
}
