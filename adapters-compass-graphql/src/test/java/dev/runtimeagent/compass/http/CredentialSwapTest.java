package dev.runtimeagent.compass.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.CompassReply.Answered;
import dev.runtimeagent.compass.SandboxFixture;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialSwapTest {
  @Test
  void noCallFailsWhileCredentialsAreSwapped(@TempDir Path folder) throws Exception {
    try (var compass = new SandboxFixture(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var credentials = IntStream.range(0, 6).mapToObj(_ -> compass.pair()).toList();
      var current = new AtomicReference<>(credentials.getFirst());
      var turns = new CountDownLatch(60);
      Callable<List<CompassReply<?>>> caller =
          () -> {
            var replies = new ArrayList<CompassReply<?>>();
            for (int i = 0; i < 20; i++) {
              replies.add(compass.director().viewer(compass.access(current.get())));
              turns.countDown();
            }
            return replies;
          };

      var callers = IntStream.range(0, 4).mapToObj(_ -> threads.submit(caller)).toList();
      for (ClientCredential next : credentials) {
        current.set(next);
        assertThat(compass.director().viewer(compass.access(next))).isInstanceOf(Answered.class);
      }
      turns.await();

      for (var replies : callers) {
        assertThat(replies.get()).hasSize(20).allMatch(Answered.class::isInstance);
      }
    }
  }

  @Test
  void showsTheCertificateOfEachCallsCredential(@TempDir Path folder) {
    try (var compass = new SandboxFixture(folder)) {
      var first = compass.pair();
      var second = compass.pair();
      compass.sandbox().requests().clear();

      compass.director().viewer(compass.access(first));
      compass.director().viewer(compass.access(second));
      compass.director().viewer(compass.access(first));

      assertThat(compass.sandbox().requests().all())
          .extracting(request -> request.certificateHash().orElse(""))
          .containsExactly(
              first.facts().fingerprint(),
              second.facts().fingerprint(),
              first.facts().fingerprint());
    }
  }
}
