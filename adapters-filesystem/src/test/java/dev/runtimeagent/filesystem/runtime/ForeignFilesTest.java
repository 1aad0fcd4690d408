package dev.runtimeagent.filesystem.runtime;

import static dev.runtimeagent.application.port.ApplicationTargetContract.APPLICATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lies in the folder and is not ours, or no document at all. */
class ForeignFilesTest extends InTargetFolder {
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
}
