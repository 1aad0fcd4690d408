package dev.runtimeagent.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.inmemory.RecordedEvents;
import dev.runtimeagent.application.port.LosableLeadershipContract;
import dev.runtimeagent.kubernetes.api.ApiReply;
import dev.runtimeagent.kubernetes.api.ApiReply.Failed.Reason;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** On a real API server, with shorter times. */
@ClusterTest
final class KubernetesLeadershipTest implements LosableLeadershipContract {
  private static final LeaseTimes SHORT =
      new LeaseTimes(
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(3),
          Duration.ofMillis(100));

  private final Cluster cluster = Cluster.running();
  private final RecordedEvents events = new RecordedEvents();
  private final List<Severable> ways = new ArrayList<>();
  private final String namespace = cluster.namespace();

  @Override
  public KubernetesLeadership contender() {
    var identity = UUID.randomUUID().toString();
    var way = new Severable(new ApiLeases(cluster.api(), namespace));
    ways.add(way);
    var candidate =
        new Candidate(
            way,
            SHORT,
            identity,
            Instant::now,
            System::nanoTime,
            () -> new ApiReply.Ok<>(List.of()));
    return new KubernetesLeadership(candidate, SHORT, namespace, identity, Cluster.pause(), events);
  }

  @Override
  public void takeAway() {
    ways.forEach(way -> way.severed = true);
  }

  @Test
  void isSeenByKubectl() throws Exception {
    try (var seeker = Seeker.of(contender())) {
      var leads = seeker.term().holder().id();

      assertThat(cluster.kubectl().run("get", "lease", "runtime-agent", "-n", namespace))
          .contains(leads);
    }
    assertThat(
            cluster
                .kubectl()
                .run(
                    "get",
                    "lease",
                    "runtime-agent",
                    "-n",
                    namespace,
                    "-o",
                    "jsonpath={.spec.holderIdentity}|{.spec.leaseDurationSeconds}"))
        .isEqualTo("|1");
  }

  @Test
  void knowsWhetherItLeads() throws Exception {
    var leadership = contender();
    assertThat(leadership.leads()).isFalse();
    try (var seeker = Seeker.of(leadership)) {
      seeker.term();
      assertThat(leadership.leads()).isTrue();
    }
    assertThat(leadership.leads()).isFalse();
  }

  @Test
  void keepsWhatIsNotItsOwn() throws Exception {
    try (var seeker = Seeker.of(contender())) {
      seeker.term();
      cluster
          .kubectl()
          .run("annotate", "lease", "runtime-agent", "-n", namespace, "example.com/note=kept");
    }
    try (var seeker = Seeker.of(contender())) {
      seeker.term();

      assertThat(
              cluster.kubectl().run("get", "lease", "runtime-agent", "-n", namespace, "-o", "yaml"))
          .contains("example.com/note: kept");
    }
  }

  @Test
  void isGrantedWithoutALeaseWhereTheRolesHaveNone() throws Exception {
    var leadership =
        new KubernetesLeadership(
            cluster.apiAs("powerless"),
            namespace,
            "a",
            Instant::now,
            System::nanoTime,
            Cluster.pause(),
            events);
    try (var seeker = Seeker.of(leadership)) {
      assertThat(seeker.term().holder().mayStillBeAtWork("b")).isTrue();
    }

    assertThat(events.reasons()).containsExactly("LeadershipWithoutLease");
    assertThat(events.all().getFirst().details().get("problem"))
        .startsWith(
            "may not get, update leases.coordination.k8s.io runtime-agent in namespace test-")
        .contains("; may not create leases.coordination.k8s.io in namespace");
  }

  @Test
  void isGrantedWithoutALeaseWhereTheNamespaceIsMissing() throws Exception {
    var leadership =
        new KubernetesLeadership(
            cluster.api(), "nowhere", "a", Instant::now, System::nanoTime, Cluster.pause(), events);
    try (var seeker = Seeker.of(leadership)) {
      seeker.term();
    }

    assertThat(events.all().getFirst().details().get("problem")).contains("no such namespace");
  }

  /** A way to the Lease that can be cut. */
  private static final class Severable implements Leases {
    private final Leases whole;
    private volatile boolean severed;

    Severable(Leases whole) {
      this.whole = whole;
    }

    @Override
    public ApiReply<LeaseRecord> read() {
      return severed ? cut() : whole.read();
    }

    @Override
    public ApiReply<LeaseRecord> create(LeaseRecord lease) {
      return severed ? cut() : whole.create(lease);
    }

    @Override
    public boolean couldBeCreated(LeaseRecord lease) {
      return !severed && whole.couldBeCreated(lease);
    }

    @Override
    public ApiReply<LeaseRecord> update(LeaseRecord lease) {
      return severed ? cut() : whole.update(lease);
    }

    private static ApiReply<LeaseRecord> cut() {
      return new ApiReply.Failed<>(Reason.UNAVAILABLE, "cut");
    }
  }
}
