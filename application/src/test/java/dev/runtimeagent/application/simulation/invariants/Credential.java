package dev.runtimeagent.application.simulation.invariants;

import dev.runtimeagent.application.credential.EnrolmentLog;
import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.JournalEntry;
import dev.runtimeagent.application.port.Writing;
import dev.runtimeagent.application.simulation.Happenings;
import dev.runtimeagent.application.simulation.PortCall;
import dev.runtimeagent.application.simulation.World;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.domain.credential.CertificateFacts;
import dev.runtimeagent.domain.credential.ClientCredential;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proven generation is stored, or a statement says since when there is none; never a key without
 * its certificate; and it is renewed before it ends.
 */
final class Credential extends Invariant {
  private static final Duration WRITTEN_BACK_WITHIN = Duration.ofMinutes(13);
  private static final Duration RENEWED_WITHIN = Duration.ofMinutes(70);
  private static final Duration TOLD_WITHIN = Duration.ofMinutes(3);
  private static final Duration FORMER_KEPT = Duration.ofHours(24);
  private static final Duration LONGEST_YOUTH = Duration.ofDays(1);
  private static final Duration GONE_WITHIN = Duration.ofMinutes(15);

  private final Certificates certificates = new FakeCertificates();
  private Optional<StoredCredentials> before = Optional.empty();

  Credential(World world) {
    super(world);
  }

  @Override
  protected void before(PortCall call) {
    if (call.is("CredentialStore.save")) {
      before = stored();
    } else if (call.name().equals("Connector.sign/4")) {
      isOldEnough(Happenings.credential(call).facts());
    }
  }

  /** Each certificate costs Compass work: a young one is renewed by a person's wish only. */
  private void isOldEnough(CertificateFacts facts) {
    var tenth = facts.lifetime().dividedBy(10);
    var young = tenth.compareTo(LONGEST_YOUTH) > 0 ? tenth : LONGEST_YOUTH;
    var half = facts.lifetime().multipliedBy(59).dividedBy(100);
    var end = facts.notBefore().plus(half.compareTo(young) < 0 ? half : young);
    var happenings = world().happenings();
    var now = world().clock().now();
    if (now.isBefore(end)
        && !now.isBefore(facts.notBefore())
        && world().time().now().isBefore(end)
        && !happenings.wishedSince(facts.notBefore())
        && !happenings.clockSetSince(facts.notBefore())) {
      broken("a certificate is renewed that was issued at %s", facts.notBefore());
    }
  }

  @Override
  protected void after(PortCall call, @Nullable Object result) {
    if (call.is("CredentialStore.save") && result instanceof Writing.Written) {
      var written = call.argument(StoredCredentials.class);
      written.inOrder().forEach(this::hasItsCertificate);
      if (holdsProven(before) && !holdsProven(Optional.of(written))) {
        broken("the last proven generation is written over");
      }
      becameCurrentByProof(written);
      keepsTheFormerOne(written);
      keepsItForADay(written);
    }
  }

  @Override
  protected void settled() {
    var calm = world().happenings().calm();
    var inUse = world().life().flatMap(life -> life.core().credentials().custody().current());
    if (calm.compareTo(WRITTEN_BACK_WITHIN) > 0) {
      inUse
          .filter(generation -> !isStored(generation) && !toldNotDurable())
          .ifPresent(_ -> broken("the generation in use is not stored, and nothing says so"));
    }
    if (calm.compareTo(TOLD_WITHIN) > 0
        && inUse.isEmpty()
        && world().store().credentials().content().isEmpty()) {
      document()
          .filter(document -> has(document, "CredentialHealthy", ConnectionDocument.Truth.TRUE))
          .ifPresent(_ -> broken("there is no generation, and the document calls it healthy"));
    }
    if (calm.compareTo(GONE_WITHIN) > 0) {
      formerEnds()
          .filter(end -> end.plus(GONE_WITHIN).isBefore(world().clock().now()))
          .ifPresent(end -> broken("the former generation was to go at %s and is there", end));
      inUse
          .filter(generation -> isJournaled(generation) && isStored(generation))
          .ifPresent(_ -> broken("the journal keeps a key that is proven and stored"));
    }
    inUse.ifPresent(generation -> isRenewedInTime(generation, calm));
  }

  /** By the agent's clock. */
  private Optional<Instant> formerEnds() {
    return stored().flatMap(StoredCredentials::previousSince).map(since -> since.plus(FORMER_KEPT));
  }

  private boolean isJournaled(Generation generation) {
    return world().happenings().isProven(generation.fingerprint())
        && world()
            .journal()
            .entry()
            .content()
            .flatMap(JournalEntry::enrolment)
            .map(JournalEntry.Enrolment::key)
            .filter(key -> EnrolmentLog.isSame(key, generation.credential().privateKey()))
            .isPresent();
  }

  private void isRenewedInTime(Generation generation, Duration calm) {
    var facts = generation.credential().facts();
    // By Compass' time, which the certificate is made by: the agent's own clock may be wrong.
    var late = world().time().now();
    var due = facts.notBefore().plusMillis((long) (facts.lifetime().toMillis() * 0.7));
    var quarter = facts.lifetime().dividedBy(4);
    var grace = quarter.compareTo(RENEWED_WITHIN) < 0 ? quarter : RENEWED_WITHIN;
    if (calm.compareTo(RENEWED_WITHIN) > 0
        && world().compass().recognises(facts)
        && late.isAfter(due.plus(grace))) {
      broken("a certificate that was due at %s is not renewed", due);
    }
  }

  private void hasItsCertificate(Generation generation) {
    var credential = generation.credential();
    if (!(read(credential) instanceof Certificates.Verdict.Good)) {
      broken("a key is stored without its certificate");
    }
  }

  private Certificates.Verdict read(ClientCredential credential) {
    return certificates.read(
        credential.privateKey(),
        credential.certificate(),
        credential.chain(),
        credential.authorities());
  }

  private boolean holdsProven(Optional<StoredCredentials> credentials) {
    return credentials.stream()
        .flatMap(c -> c.inOrder().stream())
        .anyMatch(g -> world().happenings().isProven(g.fingerprint()));
  }

  private void becameCurrentByProof(StoredCredentials written) {
    written
        .current()
        .map(Generation::fingerprint)
        .filter(now -> !currentBefore().map(Generation::fingerprint).equals(Optional.of(now)))
        .filter(now -> !world().happenings().isProven(now))
        .ifPresent(_ -> broken("a generation became the current one without proof"));
  }

  private void keepsTheFormerOne(StoredCredentials written) {
    var now = written.current();
    currentBefore()
        .filter(former ->
            now.filter(c -> !c.fingerprint().equals(former.fingerprint()))
                .filter(c -> c.runtimeId().equals(former.runtimeId()))
                .filter(c -> c.tenant().equals(former.tenant()))
                .isPresent())
        .filter(former -> isInUse(now.orElseThrow()))
        .filter(former ->
            written
                .previous()
                .map(Generation::fingerprint)
                .filter(p -> p.equals(former.fingerprint()) || world().happenings().isProven(p))
                .isEmpty())
        .filter(former -> world().happenings().isProven(former.fingerprint()))
        .filter(_ -> !world().happenings().tamperedSince(world().time().now().minusSeconds(3600)))
        .ifPresent(_ -> broken("the former generation is not kept"));
  }

  /** Unless it was used again, made place for another, or became of no use. */
  private void keepsItForADay(StoredCredentials written) {
    var kept =
        before
            .flatMap(StoredCredentials::previousSince)
            .filter(since -> since.plus(FORMER_KEPT).isAfter(world().clock().now()))
            .flatMap(_ -> before.flatMap(StoredCredentials::previous));
    kept.filter(former -> world().happenings().isProven(former.fingerprint()))
        .filter(former ->
            written.inOrder().stream().noneMatch(g -> g.fingerprint().equals(former.fingerprint())))
        .filter(_ -> written.previous().isEmpty())
        .filter(former ->
            written
                .current()
                .filter(c -> c.runtimeId().equals(former.runtimeId()))
                .filter(c -> c.tenant().equals(former.tenant()))
                .isPresent())
        .filter(_ -> !world().happenings().tamperedSince(world().time().now().minusSeconds(3600)))
        .ifPresent(_ -> broken("the former generation is not kept for a day"));
  }

  private boolean isInUse(Generation generation) {
    return world()
        .life()
        .flatMap(life -> life.core().credentials().custody().current())
        .filter(current -> current.fingerprint().equals(generation.fingerprint()))
        .isPresent();
  }

  private Optional<Generation> currentBefore() {
    return before.flatMap(StoredCredentials::current);
  }

  private boolean isStored(Generation generation) {
    return stored().stream()
        .flatMap(c -> c.inOrder().stream())
        .anyMatch(g -> g.fingerprint().equals(generation.fingerprint()));
  }

  private boolean toldNotDurable() {
    return document()
        .filter(document -> has(document, "CredentialDurable", ConnectionDocument.Truth.FALSE))
        .isPresent();
  }

  private static boolean has(
      ConnectionDocument document, String type, ConnectionDocument.Truth truth) {
    return document.status().conditions().stream()
        .anyMatch(c -> c.type().equals(type) && c.status() == truth);
  }
}
