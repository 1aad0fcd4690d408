package dev.runtimeagent.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Credential;
import dev.runtimeagent.sandbox.landscape.Landscape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationFolderTest {

  @TempDir private Path folder;

  private final Landscape landscape = new Landscape(Clock.systemUTC(), "tenant", () -> {});
  private final List<String> told = new ArrayList<>();
  private ApplicationFolder watched;

  @BeforeEach
  void open() {
    watched = new ApplicationFolder(folder, landscape, new Recorder(told));
  }

  private record Recorder(List<String> told) implements ApplicationFolder.Listener {
    @Override
    public void changed(Path file, Application application) {
      told.add("changed " + application.name());
    }

    @Override
    public void removed(Path file) {
      told.add("removed " + file.getFileName());
    }

    @Override
    public void unreadable(Path file, String complaint) {
      told.add("unreadable " + file.getFileName() + ": " + complaint);
    }
  }

  @Test
  void tenSamplesAreCopiedOnceAndAllCanBeRead() throws Exception {
    assertThat(SampleApplications.copyIfEmpty(folder)).isTrue();
    assertThat(SampleApplications.copyIfEmpty(folder)).isFalse();

    watched.look();

    assertThat(landscape.applications()).hasSize(10);
    assertThat(told).hasSize(10).allMatch(line -> line.startsWith("changed "));
    Application commerce =
        landscape.applications().stream()
            .filter(each -> each.name().equals("commerce"))
            .findFirst()
            .orElseThrow();
    assertThat(commerce.bundles().getFirst().apis()).hasSize(2);
    assertThat(commerce.bundles().getFirst().auth()).isNotNull();
    assertThat(commerce.bundles().getFirst().auth().credential())
        .isEqualTo(new Credential.Basic("commerce-user", "change-me"));
  }

  @Test
  void anEditReplacesTheApplicationUnderItsId() throws Exception {
    write("shop.yaml", "name: shop\n");
    watched.look();
    String id = landscape.applications().getFirst().id();

    write("shop.yaml", "name: renamed\ndescription: longer\n");
    watched.look();
    watched.look();

    assertThat(landscape.applications()).extracting(Application::name).containsExactly("renamed");
    assertThat(landscape.applications().getFirst().id()).isEqualTo(id);
    assertThat(told).containsExactly("changed shop", "changed renamed");
  }

  @Test
  void anUnreadableFileKeepsItsApplicationAndIsToldWithoutItsContent() throws Exception {
    write("shop.yaml", "name: shop\n");
    watched.look();

    write("shop.yaml", "name: shop\nbundles: [ {password: hunter2\n");
    watched.look();
    write("other.yaml", "name: other\nbundles:\n- name: b\n  auth: {credental: hunter2}\n");
    watched.look();
    write("third.yaml", "name: third\nbundles:\n- name: b\n  auth: hunter2\n");
    watched.look();
    write("fourth.yaml", "description: hunter2\n");
    watched.look();

    assertThat(landscape.applications()).extracting(Application::name).containsExactly("shop");
    assertThat(told.get(1)).startsWith("unreadable shop.yaml: ").contains("line");
    assertThat(told.subList(2, told.size()))
        .containsExactly(
            "unreadable other.yaml: the field \"bundles.0.auth.credental\" is not known here",
            "unreadable third.yaml: what stands at bundles.0.auth is of the wrong kind",
            "unreadable fourth.yaml: an application needs a name");
    assertThat(told).noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void aFileThatGoesTakesItsApplicationAlongAndLeavesThoseOfOthers() throws Exception {
    landscape.put(Application.named("by-hand"));
    write("shop.yaml", "name: shop\n");
    watched.look();

    Files.delete(folder.resolve("shop.yaml"));
    watched.look();

    assertThat(landscape.applications()).extracting(Application::name).containsExactly("by-hand");
    assertThat(told).containsExactly("changed shop", "removed shop.yaml");
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
