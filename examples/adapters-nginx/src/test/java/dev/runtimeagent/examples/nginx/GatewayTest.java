package dev.runtimeagent.examples.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ApplicationTarget.Fit;
import dev.runtimeagent.application.port.ApplicationTarget.Holdings;
import dev.runtimeagent.application.port.ApplicationTarget.Outcome;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Changes to a gateway that runs. */
@ExtendWith(NeedsNginx.class)
class GatewayTest {
  private static final Outcome DONE = new Outcome.Done();
  private static final String PATH = "/shop/orders/orders-api";

  @TempDir private Path folder;
  private Upstreams upstream;
  private TestGateway gateway;

  @BeforeEach
  void start() throws IOException {
    upstream = Upstreams.start();
    gateway = TestGateway.in(folder.resolve("gateway"));
  }

  @AfterEach
  void stop() throws IOException {
    gateway.close();
    upstream.close();
  }

  @Test
  void servesNoRequestLessWhileOthersComeChangeAndGo() throws Exception {
    gateway.target().create(plain("/v1"), "shop");
    var changing = new AtomicBoolean(true);
    var failures = new ArrayList<String>();
    try (var clients = Executors.newFixedThreadPool(4)) {
      Callable<List<String>> requests = () -> failuresOf(2500);
      var running =
          List.of(
              clients.submit(requests), clients.submit(requests),
              clients.submit(requests), clients.submit(requests));
      var changes = Thread.ofVirtual().start(() -> changeOthers(changing));
      for (var future : running) {
        failures.addAll(future.get());
      }
      changing.set(false);
      changes.join();
    }

    assertThat(failures).isEmpty();
    assertThat(held(gateway.target()).keySet()).containsExactly("shop");
  }

  @Test
  void servesAChangeWhenItIsDone() throws Exception {
    var target = gateway.target();
    assertThat(target.create(plain("/v1"), "shop")).isEqualTo(DONE);
    assertThat(gateway.get(PATH + "/x").body()).isEqualTo("served");
    assertThat(upstream.last().uri()).isEqualTo("/v1/x");

    for (int i = 2; i < 6; i++) {
      assertThat(target.update(held(target).get("shop"), plain("/v" + i))).isEqualTo(DONE);
      gateway.get(PATH + "/x");
      assertThat(upstream.last().uri()).isEqualTo("/v" + i + "/x");
    }
    assertThat(target.delete(held(target).get("shop"))).isEqualTo(DONE);
    assertThat(gateway.get(PATH + "/x").statusCode()).isEqualTo(404);
  }

  @Test
  void writesNothingWhenAllIsAsWanted() throws Exception {
    gateway.target().create(plain("/v1"), "shop");
    var before = stamps();

    assertThat(gateway.target().create(plain("/v1"), "shop")).isEqualTo(DONE);
    assertThat(held(gateway.target()).get("shop").digest()).isEqualTo(digest(plain("/v1")));
    assertThat(stamps()).isEqualTo(before);
  }

  @Test
  void keepsCredentialsFromEverybodyElse() throws Exception {
    gateway
        .target()
        .create(Samples.application(upstream.url(""), Samples.header("x-key", "secret")), "shop");
    gateway.get(PATH);

    try (var files = Files.walk(gateway.settings.folder())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).contains("secret") || file.endsWith("error.log")) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo("rw-------");
        }
      }
    }
    assertThat(Files.list(gateway.layout().candidate())).isEmpty();
  }

  @Test
  void takesBackAFileThatIsOpenToOthers() throws Exception {
    gateway.target().create(plain("/v1"), "shop");
    var file = gateway.layout().application("shop");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    var held = held(gateway.target()).get("shop");
    assertThat(held.digest()).isNotEqualTo(digest(plain("/v1")));
    assertThat(gateway.target().update(held, plain("/v1"))).isEqualTo(DONE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void startsNginxWhenItHasGone() throws Exception {
    gateway.target().create(plain("/v1"), "shop");
    gateway.stop();

    var held = held(gateway.target()).get("shop");
    assertThat(held.digest()).isNotEqualTo(digest(plain("/v1")));
    assertThat(gateway.target().update(held, plain("/v1"))).isEqualTo(DONE);
    assertThat(gateway.get(PATH).body()).isEqualTo("served");
    assertThat(held(gateway.target()).get("shop").digest()).isEqualTo(digest(plain("/v1")));
  }

  @Test
  void takesUpWhatBrokeOffBeforeNginxTookIt() throws Exception {
    gateway.target().create(plain("/v1"), "shop");
    var main = gateway.layout().main();
    var generation = MainFile.read(Files.readString(main)).orElseThrow().generation();
    Files.writeString(
        main, Files.readString(main).replace(generation, UUID.randomUUID().toString()));

    var held = held(gateway.target()).get("shop");
    assertThat(held.digest()).isNotEqualTo(digest(plain("/v1")));
    assertThat(gateway.target().update(held, plain("/v1"))).isEqualTo(DONE);
    assertThat(held(gateway.target()).get("shop").digest()).isEqualTo(digest(plain("/v1")));
  }

  @Test
  void leavesForeignFilesAlone() throws Exception {
    gateway.target().create(plain("/v1"), "shop");
    var foreign = gateway.layout().application("theirs");
    Files.writeString(foreign, "not for nginx }");

    var theirs = held(gateway.target()).get("theirs");
    assertThat(theirs.owned()).isFalse();
    assertThat(theirs.applicationId()).isEmpty();
    assertThat(gateway.target().create(plain("/v2"), "theirs")).isInstanceOf(Outcome.Failed.class);
    assertThat(gateway.target().update(held(gateway.target()).get("shop"), plain("/v3")))
        .isEqualTo(DONE);
    assertThat(foreign).hasContent("not for nginx }");
    assertThat(gateway.get(PATH).body()).isEqualTo("served");
  }

  @Test
  void goesOnWithoutAFileThatSomebodyBroke() throws Exception {
    var target = gateway.target();
    target.create(plain("/v1"), "shop");
    target.create(plain("/v1"), "broken");
    var file = gateway.layout().application("broken");
    Files.writeString(file, Files.readString(file) + "}");

    assertThat(target.update(held(target).get("shop"), plain("/v2"))).isEqualTo(DONE);
    assertThat(gateway.get(PATH).body()).isEqualTo("served");
    assertThat(target.update(held(target).get("broken"), plain("/v1"))).isEqualTo(DONE);
    assertThat(gateway.get("/broken/orders/orders-api").body()).isEqualTo("served");
  }

  @Test
  void keepsTheOldConfigurationWhenNginxRefusesTheNew() throws Exception {
    var picky = folder.resolve("picky");
    Files.writeString(
        picky,
        """
        #!/bin/sh
        file=$(grep -l refuse-this %s/*.conf 2>/dev/null)
        if [ "$3" = -t ] && [ -n "$file" ]; then
          echo "nginx: [emerg] unknown thing \\"a \\"secret\\" it is\\" in $file:7" >&2
          exit 1
        fi
        exec %s "$@"
        """
            .formatted(gateway.layout().candidate(), gateway.settings.program()));
    Files.setPosixFilePermissions(picky, PosixFilePermissions.fromString("rwx------"));
    var old = gateway.settings;
    var target =
        TestGateway.target(
            new Gateway.Settings(old.port(), old.folder(), picky, old.caFile(), old.resolvers()));
    target.create(plain("/v1"), "shop");
    var before = stamps();

    var outcome = target.update(held(target).get("shop"), plain("/refuse-this"));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.toString())
        .contains("unknown thing", "shop.conf:7")
        .doesNotContain("secret");
    assertThat(stamps()).isEqualTo(before);
    assertThat(gateway.get(PATH).body()).isEqualTo("served");
    assertThat(upstream.last().uri()).isEqualTo("/v1");
    assertThat(target.create(plain("/v3"), "other")).isEqualTo(DONE);
  }

  @Test
  void saysSoWhenThePortIsTaken() throws Exception {
    try (var other = Upstreams.start()) {
      var old = gateway.settings;
      var settings =
          new Gateway.Settings(
              other.port(), old.folder(), old.program(), old.caFile(), old.resolvers());

      var outcome = TestGateway.target(settings).create(plain("/v1"), "shop");

      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(outcome.toString()).contains("Address already in use");
      assertThat(held(TestGateway.target(settings)).get("shop").digest())
          .isNotEqualTo(digest(plain("/v1")));
    }
  }

  @Test
  void listensAtAnotherPortWhenThatIsSet() throws Exception {
    gateway.target().create(plain("/v1"), "shop");
    var old = gateway.settings;
    var moved =
        new TestGateway(
            new Gateway.Settings(
                TestGateway.freePort(),
                old.folder(),
                old.program(),
                old.caFile(),
                old.resolvers()));

    assertThat(moved.target().update(held(moved.target()).get("shop"), plain("/v1")))
        .isEqualTo(DONE);
    assertThat(moved.get(PATH).body()).isEqualTo("served");
  }

  private void changeOthers(AtomicBoolean changing) {
    var target = gateway.target();
    for (int i = 0; changing.get(); i++) {
      assertThat(target.create(plain("/" + i), "other")).isEqualTo(DONE);
      assertThat(target.update(held(target).get("other"), plain("/v" + i))).isEqualTo(DONE);
      assertThat(target.delete(held(target).get("other"))).isEqualTo(DONE);
    }
  }

  private List<String> failuresOf(int count) {
    var failures = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      try {
        var line = gateway.statusLine(PATH + "/" + i);
        if (!line.equals("HTTP/1.1 200 OK")) {
          failures.add("request " + i + ": " + line);
        }
      } catch (IOException e) {
        failures.add("request " + i + ": " + e);
      }
    }
    return failures;
  }

  private Application plain(String path) {
    return Samples.application(upstream.url(path), Auth.NONE);
  }

  private Map<String, Object> stamps() throws IOException {
    var stamps = new TreeMap<String, Object>();
    for (var place : List.of(gateway.layout().root(), gateway.layout().applications())) {
      try (var files = Files.list(place)) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          stamps.put(
              file.toString(), List.of(Files.getLastModifiedTime(file), Files.readString(file)));
        }
      }
    }
    stamps.remove(gateway.layout().errors().toString());
    return stamps;
  }

  private static Map<String, HeldApplication> held(ApplicationTarget target) {
    return switch (target.holdings()) {
      case Holdings.Held(var applications) -> {
        var byName = new TreeMap<String, HeldApplication>();
        applications.forEach(held -> byName.put(held.name(), held));
        yield byName;
      }
      case Holdings.Unknown(var problem) -> throw new AssertionError(problem);
    };
  }

  private String digest(Application application) {
    return switch (gateway.target().fit(application, "shop")) {
      case Fit.Fits(var digest, _) -> digest;
      case Fit.Unfit(var reason) -> throw new AssertionError(reason);
    };
  }
}
