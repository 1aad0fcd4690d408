package dev.runtimeagent.kubernetes.home;

import static dev.runtimeagent.application.port.StoredSamples.ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.EnrolmentJournalContract;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import org.junit.jupiter.api.Test;

@ClusterTest
class KubernetesEnrolmentJournalTest implements EnrolmentJournalContract {
  private final Cluster cluster = Cluster.running();
  private boolean powerless;
  private final String namespace = cluster.namespace();

  @Override
  public EnrolmentJournal open() {
    return new KubernetesEnrolmentJournal(
        powerless ? cluster.apiAs("powerless") : cluster.api(), namespace);
  }

  @Override
  public void damage() {
    kubectl("create", "secret", "generic", "compass-agent-journal", "--from-literal=phase=garbage");
  }

  @Override
  public void makeUnreachable() {
    powerless = true;
  }

  @Override
  public void makeReachable() {
    powerless = false;
  }

  @Test
  void leavesNoSecretWhenDone() {
    open().save(ENTRY, Writing.ABSENT);
    open().erase();

    assertThat(kubectl("get", "secrets", "-o", "name")).isEmpty();
  }

  @Test
  void doesNotGuessAtAnotherFormat() {
    kubectl("create", "secret", "generic", "compass-agent-journal", "--from-literal=format=7");

    assertThat(open().load())
        .isInstanceOfSatisfying(
            Stored.Unreadable.class,
            unreadable ->
                assertThat(unreadable.problem())
                    .contains("secrets " + namespace + "/compass-agent-journal", "format"));
  }

  @Test
  void doesNotEraseByAnOldVersion() {
    var first = ((Writing.Written) open().save(ENTRY, Writing.ABSENT)).version();
    kubectl("label", "secret", "compass-agent-journal", "team=mine");

    assertThat(open().save(JournalEntry.EMPTY, first)).isEqualTo(new Writing.Conflict());
  }

  @Test
  void storesEvenIfTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();

    var writing = open().save(ENTRY, Writing.ABSENT);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(writing).isInstanceOf(Writing.Written.class);
  }

  @Test
  void rehearsesOverASecretThatCannotHoldIt() {
    kubectl(
        "create",
        "secret",
        "generic",
        "compass-agent-journal",
        "--type=kubernetes.io/basic-auth",
        "--from-literal=username=canary");

    assertThat(open().rehearse())
        .hasValueSatisfying(problem ->
            assertThat(problem)
                .contains("secrets " + namespace + "/compass-agent-journal")
                .contains("its type kubernetes.io/basic-auth cannot be changed: delete it")
                .doesNotContain("canary"));
  }

  @Test
  void rehearsesWithTheRightsItHas() {
    var journal =
        new KubernetesEnrolmentJournal(cluster.apiAs("journalist-" + namespace), namespace);

    grant("get,create,update");

    assertThat(journal.rehearse())
        .hasValueSatisfying(problem ->
            assertThat(problem)
                .isEqualTo(
                    "cannot delete secrets "
                        + namespace
                        + "/compass-agent-journal: forbidden; allow the agent's ServiceAccount"
                        + " to delete secrets in namespace "
                        + namespace));

    grant("get,create,delete");

    assertThat(journal.rehearse())
        .hasValueSatisfying(problem -> assertThat(problem).startsWith("cannot update secrets"));

    grant("get,create,update,delete");

    assertThat(journal.rehearse()).isEmpty();
  }

  @Test
  void tellsOfAMissingNamespaceAndWorksOnceItIsThere() {
    var missing = namespace + "-missing";
    var journal = new KubernetesEnrolmentJournal(cluster.api(), missing);

    assertThat(journal.load()).isEqualTo(new Stored.Missing<>());
    assertThat(journal.rehearse())
        .hasValueSatisfying(
            problem -> assertThat(problem).endsWith("there is no such namespace; create it"));
    assertThat(journal.save(ENTRY, Writing.ABSENT)).isInstanceOf(Writing.Failed.class);

    cluster.kubectl().run("create", "namespace", missing);

    assertThat(journal.save(ENTRY, Writing.ABSENT)).isInstanceOf(Writing.Written.class);
  }

  private void grant(String verbs) {
    cluster.rights("journalist-" + namespace, namespace, verbs, "secrets");
  }

  private String kubectl(String... arguments) {
    return cluster.kubectl().in(namespace).run(arguments);
  }
}
