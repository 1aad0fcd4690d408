package dev.runtimeagent.filesystem.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.form.KymaForm;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.application.port.ApplicationTargetContract;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.domain.plan.SecretName;
import dev.runtimeagent.filesystem.StoreLayout;
import dev.runtimeagent.filesystem.document.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileApplicationTargetTest implements ApplicationTargetContract {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path root;

  private StoreLayout layout = new StoreLayout(Path.of(""));
  private Instant now = Instant.parse("2026-06-01T00:00:00Z");

  @BeforeEach
  void layOut() {
    layout = new StoreLayout(root.resolve("store"));
  }

  @Override
  public ApplicationTarget open() {
    return new FileApplicationTarget(
        layout,
        new DurableFiles(),
        new KymaForm(
            new KymaForm.Settings("http://gateway.example", false, "kyma-system", Set.of())),
        () -> now);
  }

  @Override
  public void alter(String name) throws IOException {
    edit(application(name), "first", "tsrif");
  }

  @Override
  public void alterSecretOf(String name) throws IOException {
    edit(
        layout.secrets().resolve(SecretName.credentials(name, BUNDLE) + ".yaml"),
        "password: .*",
        "password: eA==");
  }

  @Override
  public void takeAway(String name) throws IOException {
    Files.delete(application(name));
  }

  @Override
  public void putForeign(String name) throws IOException {
    Files.createDirectories(layout.applications());
    Files.writeString(
        application(name), "kind: Application\nmetadata: {name: " + name + "}\nspec: {}\n");
  }

  @Override
  public Map<String, String> traces() throws IOException {
    var traces = new TreeMap<String, String>();
    try (var files = Files.walk(layout.root())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var written = Files.readAttributes(file, BasicFileAttributes.class);
        traces.put(
            layout.root().relativize(file).toString(),
            written.fileKey() + " " + written.lastModifiedTime() + " " + Files.readString(file));
      }
    }
    return traces;
  }

  @Override
  public void breakWrites() throws IOException {
    if (Files.exists(layout.secrets())) {
      Files.move(layout.secrets(), root.resolve("secrets-aside"));
    }
    Files.createDirectories(layout.root());
    Files.writeString(layout.secrets(), "in the way");
  }

  @Override
  public void mendWrites() throws IOException {
    Files.delete(layout.secrets());
    if (Files.exists(root.resolve("secrets-aside"))) {
      Files.move(root.resolve("secrets-aside"), layout.secrets());
    }
  }

  @Test
  void tellsNothingOfWhatItWroteItself() throws Exception {
    var target = open();
    target.create(APPLICATION, "other");
    var altered = new AtomicBoolean();
    var early = new AtomicBoolean();
    var told = new CountDownLatch(1);
    Runnable changed =
        () -> {
          early.compareAndSet(false, !altered.get());
          told.countDown();
        };
    try (var _ = target.watch(changed)) {
      target.create(APPLICATION, "shop");
      target.update(held(target, "shop"), ApplicationTargetContract.application("second", "new"));
      target.delete(held(target, "shop"));

      altered.set(true);
      alter("other");

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(early).isFalse();
    }
  }

  @Test
  void tellsOfAFolderThatIsMadeLater() throws Exception {
    var told = new CountDownLatch(1);
    try (var _ = open().watch(told::countDown)) {
      Files.createDirectories(layout.applications());
      Files.writeString(application("theirs"), "kind: Application\n");

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void tellsOfAFolderThatIsTakenAway() throws Exception {
    var target = open();
    target.create(APPLICATION, "shop");
    var told = new CountDownLatch(1);
    try (var _ = target.watch(told::countDown)) {
      Files.move(layout.applications(), root.resolve("elsewhere"));

      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void writesOneFileForEachDocument() throws IOException {
    open().create(APPLICATION, "shop");

    assertThat(application("shop")).content().contains("kind: Application", "name: shop");
    assertThat(names(layout.secrets()))
        .containsExactlyInAnyOrder(
            SecretName.credentials("shop", BUNDLE) + ".yaml",
            SecretName.parameters("shop", BUNDLE) + ".yaml");
    assertThat(secret()).content().contains("kind: Secret").doesNotContain("secret-1");
  }

  @Test
  void keepsSecretsFromEverybodyElse() throws IOException {
    open().create(APPLICATION, "shop");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.secrets())))
        .isEqualTo("rwx------");
  }

  @Test
  void takesFromEverybodyElseASecretThatWasOpened() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    var wanted = held(target).digest();
    Files.setPosixFilePermissions(secret(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(held(target).digest()).isNotEqualTo(wanted);

    assertThat(target.update(held(target), APPLICATION)).isEqualTo(new Outcome.Done());

    assertThat(held(target).digest()).isEqualTo(wanted);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret())))
        .isEqualTo("rw-------");
  }

  @Test
  void leavesOpenASecretOfSomebodyElse() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    var theirs = layout.secrets().resolve("theirs.yaml");
    Files.writeString(theirs, "kind: Secret\nmetadata: {name: theirs, labels: {app: shop}}\n");
    var wanted = held(target).digest();
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(held(target).digest()).isEqualTo(wanted);
    assertThat(Files.getPosixFilePermissions(theirs)).hasSize(4);
  }

  @Test
  void saysWhatToDoAboutAFileInPlaceOfAFolder() throws IOException {
    Files.createDirectories(layout.root());
    Files.writeString(layout.secrets(), "");

    assertThat(open().holdings())
        .isEqualTo(
            new Holdings.Unknown(
                "cannot read " + layout.secrets() + ": it is no folder; move it away"));
  }

  @Test
  void removesSecretsWithTheirApplication() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");

    target.delete(held(target));

    assertThat(names(layout.applications())).isEmpty();
    assertThat(names(layout.secrets())).isEmpty();
  }

  @Test
  void writesOnlyWhatDiffers() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    Files.setLastModifiedTime(application("shop"), LONG_AGO);
    Files.setLastModifiedTime(secret(), LONG_AGO);

    target.update(held(target), ApplicationTargetContract.application("first", "another password"));

    assertThat(Files.getLastModifiedTime(application("shop"))).isEqualTo(LONG_AGO);
    assertThat(Files.getLastModifiedTime(secret())).isNotEqualTo(LONG_AGO);
  }

  @Test
  void keepsWhatOthersPutIntoTheFile() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    edit(application("shop"), "metadata:\n", "metadata:\n  annotations: {note: mine}\n");
    edit(application("shop"), "  annotations:\n    compass", "  former:\n    compass");

    target.update(held(target), ApplicationTargetContract.application("other", "secret-1"));

    assertThat(application("shop")).content().contains("note: mine", "description: other");
  }

  @Test
  void repairsWhatSomebodyChangedOrDeleted() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    var wanted = held(target).digest();
    Files.delete(secret());
    assertThat(held(target).digest()).isNotEqualTo(wanted);

    assertThat(target.update(held(target), APPLICATION)).isEqualTo(new Outcome.Done());

    assertThat(held(target).digest()).isEqualTo(wanted);
    assertThat(secret()).exists();
  }

  @Test
  void noticesAnEditThatKeepsSizeWhileTheClockStandsStill() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    edit(application("shop"), "first", "tsrif");
    var time = Files.getLastModifiedTime(application("shop"));
    now = time.toInstant().plusMillis(1);
    var before = held(target);

    edit(application("shop"), "tsrif", "third");
    Files.setLastModifiedTime(application("shop"), time);

    assertThat(held(target).digest()).isNotEqualTo(before.digest());
  }

  @Test
  void noticesInTimeAnEditThatHidesItsTime() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    Files.setLastModifiedTime(application("shop"), LONG_AGO);
    var before = held(target);
    var text = Files.readString(application("shop"));
    Files.writeString(application("shop"), text.replace("first", "tsrif"));
    Files.setLastModifiedTime(application("shop"), LONG_AGO);

    now = now.plus(Duration.ofMinutes(11));

    assertThat(held(target).digest()).isNotEqualTo(before.digest());
  }

  @Test
  void leavesAloneAnApplicationThatCannotBeRead() throws IOException {
    Files.createDirectories(layout.applications());
    Files.writeString(application("shop"), "kind: [");
    var target = open();

    assertThat(target.holdings()).isEqualTo(new Holdings.Held(List.of()));
    assertThat(target.create(APPLICATION, "shop"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.problem())
                    .contains(application("shop").toString(), "mend the file"));
    assertThat(application("shop")).hasContent("kind: [");
  }

  @Test
  void leavesAloneASecretOfSomebodyElse() throws IOException {
    var theirs =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: NAME}
        """
            .replace("NAME", SecretName.credentials("shop", BUNDLE));
    Files.createDirectories(layout.secrets());
    Files.writeString(secret(), theirs);

    assertThat(open().create(APPLICATION, "shop"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.problem()).contains(secret().toString()));
    assertThat(secret()).hasContent(theirs.strip());
  }

  @Test
  void showsAnApplicationOfSomebodyElseAsNotOurs() throws IOException {
    Files.createDirectories(layout.applications());
    Files.writeString(
        application("theirs"), "kind: Application\nmetadata: {name: theirs}\nspec: {}\n");

    assertThat(held(open()).owned()).isFalse();
  }

  @Test
  void ignoresWhatIsNoDocument() throws IOException {
    Files.createDirectories(layout.applications());
    Files.writeString(layout.applications().resolve(".writing-1-1.tmp"), "kind: Application\n");
    Files.writeString(layout.applications().resolve("README.md"), "hello");
    Files.writeString(application("other"), "kind: Pod\n");
    Files.writeString(
        application("misnamed"), "kind: Application\nmetadata: {name: other}\nspec: {}\n");

    assertThat(open().holdings()).isEqualTo(new Holdings.Held(List.of()));
  }

  @Test
  void doesNotFollowLinks() throws IOException {
    var outside = root.resolve("outside.yaml");
    Files.writeString(outside, "kind: Application\nmetadata: {name: shop}\nspec: {}\n");
    Files.createDirectories(layout.applications());
    Files.createSymbolicLink(application("shop"), outside);

    assertThat(open().holdings()).isEqualTo(new Holdings.Held(List.of()));
    assertThat(open().create(APPLICATION, "shop")).isInstanceOf(Outcome.Failed.class);
    assertThat(outside).content().contains("spec: {}");
  }

  @Test
  void doesNotUseAFolderOutsideTheStore() throws IOException {
    var outside = Files.createDirectories(root.resolve("outside"));
    Files.createDirectories(layout.root());
    Files.createSymbolicLink(layout.applications(), outside);

    assertThat(open().holdings()).isInstanceOf(Holdings.Unknown.class);
    assertThat(open().create(APPLICATION, "shop")).isInstanceOf(Outcome.Failed.class);
    assertThat(names(outside)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "../../etc/passwd", "a/b", "/etc/passwd", ".hidden", "a\u0000b"})
  void neverMakesAPathOfAName(String name) throws IOException {
    assertThat(open().fit(APPLICATION, name)).isInstanceOf(Fit.Unfit.class);
    assertThat(open().create(APPLICATION, name)).isInstanceOf(Outcome.Failed.class);
    assertThat(names(root)).isEmpty();
  }

  @Test
  void cannotHoldANameThatIsTooLongForAFile() {
    assertThat(open().fit(APPLICATION, "a".repeat(250))).isInstanceOf(Fit.Fits.class);
    assertThat(open().create(APPLICATION, "a".repeat(250))).isEqualTo(new Outcome.Done());
    assertThat(open().fit(APPLICATION, "a".repeat(251))).isInstanceOf(Fit.Unfit.class);
  }

  @Test
  void givesSecretsAnOwnerOnlyIfTheApplicationHasAUid() throws IOException {
    var target = open();
    target.create(APPLICATION, "shop");
    assertThat(secret()).content().doesNotContain("ownerReferences");
    edit(application("shop"), "metadata:\n", "metadata:\n  uid: some-uid\n");

    target.update(held(target), APPLICATION);

    assertThat(application("shop")).content().contains("uid: some-uid");
    assertThat(secret()).content().contains("ownerReferences", "uid: some-uid");
  }

  @Test
  void removesSecretsThatACutDeletionLeftBehind() throws IOException {
    open().create(APPLICATION, "shop");
    open().create(APPLICATION, "other");
    var kept = names(layout.secrets()).stream().filter(name -> name.contains("other")).toList();
    var theirs = layout.secrets().resolve("theirs.yaml");
    Files.writeString(theirs, "kind: Secret\nmetadata: {name: theirs, labels: {app: shop}}\n");
    Files.delete(application("shop"));

    open().update(held(open()), APPLICATION);

    assertThat(names(layout.secrets())).hasSize(3).containsAll(kept).contains("theirs.yaml");
  }

  @Test
  void takesAFolderWithoutApplicationsForMissing() throws IOException {
    open().create(APPLICATION, "shop");
    Files.delete(application("shop"));

    open().create(APPLICATION, "other");

    assertThat(secret()).exists();
  }

  @Test
  void keepsTheSecretsOfARenameWhoseNamesBeginAlike() throws IOException {
    var target = open();
    var former = "shop-with-a-long-common-prefix-aaaa";
    var newer = "shop-with-a-long-common-prefix-bbbb";
    target.create(APPLICATION, former);
    var old = held(target);

    assertThat(target.create(APPLICATION, newer)).isEqualTo(new Outcome.Done());
    assertThat(target.delete(old)).isEqualTo(new Outcome.Done());

    assertThat(held(target).name()).isEqualTo(newer);
    assertThat(target.fit(APPLICATION, newer))
        .isEqualTo(new ApplicationTarget.Fit.Fits(held(target).digest(), List.of()));
    assertThat(layout.secrets().resolve(SecretName.credentials(newer, BUNDLE) + ".yaml"))
        .content()
        .contains("app: " + newer);
  }

  private Path application(String name) {
    return layout.applications().resolve(name + ".yaml");
  }

  /** The Secret with the credentials of the only bundle. */
  private Path secret() {
    return layout.secrets().resolve(SecretName.credentials("shop", BUNDLE) + ".yaml");
  }

  private static HeldApplication held(ApplicationTarget target, String name) {
    return ((Holdings.Held) target.holdings())
        .applications().stream().filter(h -> h.name().equals(name)).findFirst().orElseThrow();
  }

  private static HeldApplication held(ApplicationTarget target) {
    assertThat(target.holdings()).isInstanceOf(Holdings.Held.class);
    var held = ((Holdings.Held) target.holdings()).applications();
    assertThat(held).hasSize(1);
    return held.getFirst();
  }

  private static void edit(Path file, String from, String to) throws IOException {
    Files.writeString(file, Files.readString(file).replaceFirst(from, to));
  }

  private static List<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
