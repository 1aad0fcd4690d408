package dev.runtimeagent.bootstrap.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import dev.runtimeagent.sandbox.fault.Fault;
import dev.runtimeagent.sandbox.fault.FaultAction;
import dev.runtimeagent.sandbox.fault.Faults;
import dev.runtimeagent.sandbox.http.HostKind;
import dev.runtimeagent.sandbox.record.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two agents on one cluster: when the one that leads is killed, the other goes on. */
@ClusterTest
class ReplicasTest {
  private static final Duration HANDOVER = Duration.ofSeconds(20);

  /** For which a phase belongs to whoever wrote it (design, 4). */
  private static final Duration GRACE = Duration.ofSeconds(35);

  private static final String JOURNAL = "compass-agent-journal";
  private static final String ASKING = "configuration";
  private static final String SIGNING = "signCertificateSigningRequest";

  @RegisterExtension final ClusterScene scene = ClusterScene.usual();

  /** How far the request came during which the leader is killed. */
  enum Progress {
    NOT_SENT,
    ON_ITS_WAY,
    ANSWERED
  }

  /**
   * When the leader is killed.
   *
   * @param asked how often both agents together send the configured token
   * @param signed how often they send the one they get for it
   */
  record Moment(HostKind host, String request, Progress progress, int asked, int signed) {}

  /** What has to pass may take its time, or be told to have passed. */
  enum Time {
    ITS_TIME,
    IN_A_MOMENT
  }

  /** From none of these a token is lost. */
  enum Recoverable {
    BEFORE_ASKING,
    WHILE_ASKING,
    WITH_THE_ANSWER_STORED,
    WITH_THE_CREDENTIAL_STORED,
    WITH_THE_CREDENTIAL_PROVEN;

    Moment moment() {
      return switch (this) {
        case BEFORE_ASKING -> new Moment(HostKind.TOKEN, ASKING, Progress.NOT_SENT, 1, 1);
        case WHILE_ASKING -> new Moment(HostKind.TOKEN, ASKING, Progress.ON_ITS_WAY, 2, 1);
        case WITH_THE_ANSWER_STORED -> new Moment(HostKind.TOKEN, SIGNING, Progress.NOT_SENT, 1, 1);
        case WITH_THE_CREDENTIAL_STORED ->
            new Moment(HostKind.MTLS, ASKING, Progress.ON_ITS_WAY, 1, 1);
        case WITH_THE_CREDENTIAL_PROVEN ->
            new Moment(HostKind.MTLS, ASKING, Progress.ANSWERED, 1, 1);
      };
    }
  }

  /** An answer went to an agent that was gone. */
  enum Lost {
    THE_SECOND_TOKEN,
    THE_CERTIFICATE;

    Moment moment() {
      return switch (this) {
        case THE_SECOND_TOKEN -> new Moment(HostKind.TOKEN, ASKING, Progress.ANSWERED, 2, 0);
        case THE_CERTIFICATE -> new Moment(HostKind.TOKEN, SIGNING, Progress.ANSWERED, 1, 2);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWithTheSameToken(Recoverable killed) throws Exception {
    scene.putApplications(1);
    var follower =
        followerOfLeaderKilled(killed.moment(), Time.IN_A_MOMENT).awaitState("Synchronized");
    assertSent(killed.moment());
    assertThat(follower.events().reasons()).doesNotContain("LeadershipLost");
    assertThat(scene.compass().systemAuths().all()).hasSize(1);
    assertThat(scene.read("application", "mp-app-0")).isPresent();
    scene.await("no journal is left", () -> scene.read("secret", JOURNAL).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void tellsThatANewTokenIsNeeded(Lost killed) throws Exception {
    var follower = followerOfLeaderKilled(killed.moment(), Time.IN_A_MOMENT);
    scene.await("a new token is asked for", d -> error(d).contains("put a new token"));
    assertSent(killed.moment());
    scene.configure();
    follower.awaitState("Synchronized");
  }

  @Test
  void leavesAnExchangeToItsOwnerUntilThatIsCertainlyGone() throws Exception {
    var moment = new Moment(HostKind.TOKEN, SIGNING, Progress.ON_ITS_WAY, 1, 2);
    followerOfLeaderKilled(moment, Time.ITS_TIME).awaitState("Synchronized");
    assertSent(moment);
    var signed = sent(SIGNING).stream().map(RecordedRequest::at).toList();
    assertThat(Duration.between(signed.getFirst(), signed.getLast()))
        .isGreaterThan(GRACE.minusSeconds(5));
  }

  @Test
  void standsByReadyAndGoesOnFromTheStoredCredential() throws Exception {
    scene.configure();
    try (var leader = leader();
        var standby = process("standby")) {
      scene.await("it is synchronized", d -> ClusterScene.state(d).equals("Synchronized"));
      scene.await("the standby opens its endpoints", () -> standby.healthPort().isPresent());
      assertThat(standby.probe("/readyz")).isEqualTo("200 standby");
      assertThat(standby.probe("/healthz")).isEqualTo("200 standby");
      assertThat(leader.probe("/readyz")).startsWith("200 ");

      leader.kill();
      var killed = System.nanoTime();
      scene.putApplications(1);
      scene.await("the other leads", () -> leads("standby"));
      assertThat(since(killed)).isLessThan(HANDOVER);
      scene.await("it synchronizes", () -> scene.read("application", "mp-app-0").isPresent());
      assertThat(scene.tokenCalls()).isEqualTo(2);
    }
  }

  /**
   * Kills a leader at that moment.
   *
   * @param pass how the time passes after which another may lead and go on with its exchange
   * @return the agent that leads after it
   */
  private RunningAgent followerOfLeaderKilled(Moment moment, Time pass) throws Exception {
    try (var leader = leader()) {
      var follower = scene.start("POD_UID=follower").awaitEvents(1, "Standby");
      var killed = new CompletableFuture<Long>();
      Runnable kill =
          () -> {
            leader.kill();
            killed.complete(System.nanoTime());
          };
      arrange(moment, kill);
      scene.configure();
      if (moment.progress() == Progress.NOT_SENT) {
        scene.await(
            "it does not get through", () -> !scene.compass().refusedHandshakes().isEmpty());
        kill.run();
      }
      var end = killed.get(RunningAgent.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      scene.compass().faults().clear();
      if (pass == Time.IN_A_MOMENT) {
        letTimePass();
      }
      follower.awaitEvents(1, "Leading");
      assertThat(since(end)).isLessThan(HANDOVER);
      return follower;
    }
  }

  private void arrange(Moment moment, Runnable kill) {
    switch (moment.progress()) {
      case NOT_SENT -> {
        Runnable refuse =
            () -> scene.compass().fault(Fault.always(Faults.alert(40)).at(moment.host()));
        if (moment.request().equals(SIGNING)) {
          strike(moment.host(), ASKING, Faults.afterwards(refuse));
        } else {
          refuse.run();
        }
      }
      case ON_ITS_WAY -> {
        strike(moment.host(), moment.request(), Faults.beforehand(kill));
        strike(moment.host(), moment.request(), Faults.cutBeforeReading());
      }
      case ANSWERED -> strike(moment.host(), moment.request(), Faults.afterwards(kill));
    }
  }

  private void strike(HostKind host, String request, FaultAction action) {
    scene.compass().fault(Fault.once(action).at(host).on(request));
  }

  /** Has the time pass after which a dead agent's Lease and journal are anybody's. */
  private void letTimePass() {
    var at = Instant.now().minus(GRACE).toString().getBytes(StandardCharsets.UTF_8);
    patch("secret", JOURNAL, "data", "at", '"' + Base64.getEncoder().encodeToString(at) + '"');
    patch("lease", "runtime-agent", "spec", "leaseDurationSeconds", "1");
  }

  private void patch(String kind, String name, String part, String key, String value) {
    scene
        .kubectl()
        .run(
            "patch",
            kind,
            name,
            "--type=merge",
            "-p",
            "{\"%s\":{\"%s\":%s}}".formatted(part, key, value));
  }

  private AgentProcess leader() throws Exception {
    var leader = process("leader");
    scene.await("it leads", () -> leads("leader"));
    return leader;
  }

  private AgentProcess process(String name) throws Exception {
    return AgentProcess.start(scene.folder(), scene.environment("POD_UID=" + name), "run");
  }

  private boolean leads(String name) {
    return scene
        .read("lease", "runtime-agent")
        .filter(lease -> lease.at("/spec/holderIdentity").asText().equals(name))
        .isPresent();
  }

  private void assertSent(Moment moment) {
    assertThat(sent(ASKING)).hasSize(moment.asked());
    assertThat(sent(SIGNING)).hasSize(moment.signed());
  }

  private List<RecordedRequest> sent(String request) {
    return scene.compass().requests().matching(r -> r.host() == HostKind.TOKEN && r.asks(request));
  }

  private static String error(JsonNode document) {
    return document.at("/status/connectionStatus/error").asText();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
