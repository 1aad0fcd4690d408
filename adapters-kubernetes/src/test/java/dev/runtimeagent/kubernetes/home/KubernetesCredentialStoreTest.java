package dev.runtimeagent.kubernetes.home;

import static dev.runtimeagent.application.port.StoredSamples.CREDENTIALS;
import static dev.runtimeagent.application.port.StoredSamples.GENERATION;
import static dev.runtimeagent.application.port.StoredSamples.ONLY_CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.form.NamespacedName;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.CredentialStoreContract;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.domain.credential.StoredCredentials;
import dev.runtimeagent.kubernetes.api.KubernetesApi;
import dev.runtimeagent.kubernetes.cluster.Cluster;
import dev.runtimeagent.kubernetes.cluster.ClusterTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@ClusterTest
class KubernetesCredentialStoreTest implements CredentialStoreContract {
  private static final String NAME = "cluster-client-certificates";

  private final Cluster cluster = Cluster.running();
  private boolean powerless;
  private final String namespace = cluster.namespace();
  private final String other = cluster.namespace();

  @Override
  public CredentialStore open() {
    return store(powerless ? cluster.apiAs("powerless") : cluster.api());
  }

  @Override
  public void damage() {
    kubectl("create", "secret", "generic", NAME, "--from-literal=crt=garbage");
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
  void writesWhatTheGoAgentReads() {
    open().save(CREDENTIALS, Writing.ABSENT);
    open().saveAuthorities(GENERATION.credential().authorities());

    assertThat(value("crt")).isEqualTo(GENERATION.credential().certificate());
    assertThat(value("key")).isEqualTo(GENERATION.credential().privateKey().reveal());
    assertThat(value("crtChain")).isEqualTo(GENERATION.credential().chain());
    assertThat(kubectl("get", "secret", NAME, "-o", "jsonpath={.type}")).isEqualTo("Opaque");
    assertThat(
            decoded(
                cluster
                    .kubectl()
                    .in(other)
                    .run("get", "secret", "ca-certificates", "-o", "jsonpath={.data.cacert}")))
        .isEqualTo(GENERATION.credential().authorities());
  }

  @Test
  void readsWhatTheGoAgentWrote() {
    var credential = GENERATION.credential();
    kubectl(
        "create",
        "secret",
        "generic",
        NAME,
        "--from-literal=crt=" + credential.certificate(),
        "--from-literal=key=" + credential.privateKey().reveal(),
        "--from-literal=crtChain=" + credential.chain());

    assertThat(open().load())
        .isInstanceOfSatisfying(
            Stored.Found.class,
            found ->
                assertThat(((StoredCredentials) found.content()).foreign())
                    .hasValueSatisfying(foreign ->
                        assertThat(foreign.facts().fingerprint())
                            .isEqualTo(GENERATION.fingerprint())));
  }

  @Test
  void keepsWhatOthersPutIntoTheSecrets() {
    kubectl("create", "secret", "generic", NAME, "--from-literal=theirs=mine");
    kubectl("label", "secret", NAME, "team=mine");
    kubectl("annotate", "secret", NAME, "note=mine");

    var read = open().load();
    assertThat(read).isInstanceOf(Stored.Found.class);
    assertThat(open().save(ONLY_CURRENT, ((Stored.Found<?>) read).version()))
        .isInstanceOf(Writing.Written.class);

    assertThat(kubectl("get", "secret", NAME, "-o", "jsonpath={.metadata.labels.team}"))
        .isEqualTo("mine");
    assertThat(kubectl("get", "secret", NAME, "-o", "jsonpath={.metadata.annotations.note}"))
        .isEqualTo("mine");
    assertThat(value("theirs")).isEqualTo("mine");
  }

  @Test
  void livesInASecretOfAnotherType() {
    cluster
        .kubectl()
        .in(namespace)
        .runWithInput(
            """
            apiVersion: v1
            kind: Secret
            type: kubernetes.io/tls
            metadata: {name: cluster-client-certificates}
            stringData: {tls.crt: "", tls.key: ""}
            """,
            "apply",
            "-f",
            "-");

    assertThat(open().rehearse()).isEmpty();
    var version = ((Stored.Found<?>) open().load()).version();
    var written = open().save(CREDENTIALS, version);

    assertThat(written).isInstanceOf(Writing.Written.class);
    assertThat(open().load())
        .isEqualTo(new Stored.Found<>(CREDENTIALS, ((Writing.Written) written).version()));
    assertThat(kubectl("get", "secret", NAME, "-o", "jsonpath={.type}"))
        .isEqualTo("kubernetes.io/tls");
  }

  @Test
  void saysWhatToDoAboutAnImmutableSecret() {
    cluster
        .kubectl()
        .in(namespace)
        .runWithInput(
            """
            apiVersion: v1
            kind: Secret
            immutable: true
            metadata: {name: cluster-client-certificates}
            stringData: {theirs: canary}
            """,
            "apply",
            "-f",
            "-");
    var store = open();
    var version = ((Stored.Found<?>) store.load()).version();

    assertThat(store.rehearse()).hasValueSatisfying(this::isAboutImmutability);
    assertThat(store.save(CREDENTIALS, version))
        .isInstanceOfSatisfying(
            Writing.Failed.class, failed -> isAboutImmutability(failed.problem()));

    kubectl("delete", "secret", NAME);

    assertThat(store.save(CREDENTIALS, Writing.ABSENT)).isInstanceOf(Writing.Written.class);
  }

  private void isAboutImmutability(String problem) {
    assertThat(problem)
        .contains("cannot update secrets " + namespace + "/" + NAME)
        .endsWith("it is marked immutable: delete it, the agent writes it anew")
        .doesNotContain("canary");
  }

  @Test
  void writesNothingThatIsAlreadySo() {
    var version = ((Writing.Written) open().save(CREDENTIALS, Writing.ABSENT)).version();
    open().saveAuthorities("pem");
    var before = authoritiesVersion();

    assertThat(open().save(CREDENTIALS, version)).isEqualTo(new Writing.Written(version));
    assertThat(open().saveAuthorities("pem")).isEqualTo(new Writing.Written(before));
  }

  @Test
  void saysWhatIsWrongWithADamagedSecretWithoutShowingIt() {
    kubectl("create", "secret", "generic", NAME, "--from-literal=key=canary");

    assertThat(open().load())
        .isInstanceOfSatisfying(
            Stored.Unreadable.class,
            unreadable ->
                assertThat(unreadable.problem())
                    .contains("secrets " + namespace + "/" + NAME, "crt is missing")
                    .doesNotContain("canary"));
  }

  @Test
  void concludesNothingWithoutRightsAndGoesOnOnceTheyAreBack() {
    var user = "keeper-" + namespace;
    var store = store(cluster.apiAs(user));

    assertThat(store.load())
        .isEqualTo(
            new Stored.Unreadable<>(
                "cannot get secrets "
                    + namespace
                    + "/"
                    + NAME
                    + ": forbidden; allow the agent's ServiceAccount to get secrets in namespace "
                    + namespace));
    assertThat(store.save(CREDENTIALS, Writing.ABSENT)).isInstanceOf(Writing.Failed.class);
    assertThat(store.save(CREDENTIALS, Writing.DAMAGED)).isInstanceOf(Writing.Failed.class);
    assertThat(store.rehearse()).isPresent();

    cluster.rights(user, namespace, "get,create,update", "secrets");

    assertThat(store.save(CREDENTIALS, Writing.ABSENT)).isInstanceOf(Writing.Written.class);
    assertThat(store.saveAuthorities("pem"))
        .isInstanceOfSatisfying(
            Writing.Failed.class, failed -> assertThat(failed.problem()).contains(other));
  }

  @Test
  void tellsOfAMissingNamespaceAndWorksOnceItIsThere() {
    var missing = namespace + "-missing";
    var store =
        new KubernetesCredentialStore(
            cluster.api(),
            Cluster.pause(),
            new FakeCertificates(),
            new NamespacedName(missing, NAME),
            new NamespacedName(missing, "ca-certificates"));

    assertThat(store.load()).isEqualTo(new Stored.Missing<>());
    assertThat(store.rehearse())
        .hasValue(
            "cannot create secrets "
                + missing
                + "/"
                + NAME
                + ": there is no such namespace; create it");

    cluster.kubectl().run("create", "namespace", missing);

    assertThat(store.rehearse()).isEmpty();
    assertThat(store.save(CREDENTIALS, Writing.ABSENT)).isInstanceOf(Writing.Written.class);
    assertThat(store.saveAuthorities("pem")).isInstanceOf(Writing.Written.class);
  }

  private CredentialStore store(KubernetesApi api) {
    return new KubernetesCredentialStore(
        api,
        Cluster.pause(),
        new FakeCertificates(),
        new NamespacedName(namespace, NAME),
        new NamespacedName(other, "ca-certificates"));
  }

  private String authoritiesVersion() {
    return ((Stored.Found<?>) open().loadAuthorities()).version();
  }

  private String value(String key) {
    return decoded(kubectl("get", "secret", NAME, "-o", "jsonpath={.data." + key + "}"));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private String kubectl(String... arguments) {
    return cluster.kubectl().in(namespace).run(arguments);
  }
}
