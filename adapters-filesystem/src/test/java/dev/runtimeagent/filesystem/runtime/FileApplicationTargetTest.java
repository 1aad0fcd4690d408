package dev.runtimeagent.filesystem.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.application.port.ApplicationTargetContract;
import dev.runtimeagent.domain.plan.SecretName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileApplicationTargetTest extends InTargetFolder implements ApplicationTargetContract {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

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
}
