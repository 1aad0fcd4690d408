package dev.runtimeagent.sandbox;

import dev.runtimeagent.sandbox.certificate.SubjectProfile;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a sandbox starts; {@link #defaults()} suits tests.
 *
 * @param clock what the sandbox takes for the time, certificate dates included
 * @param tokenPort port of the host without client certificates, 0 for any
 * @param mtlsPort port of the host with client certificates, 0 for any
 * @param hostName how the hosts are called in the addresses given out
 * @param tenant external id of the tenant everything belongs to by default
 * @param certificateValidity how long client certificates are good
 * @param certificateStartOffset how far ahead of now they begin
 * @param tokenValidity how long one-time tokens may be used
 * @param revocationDelay how long a revoked certificate still works
 * @param subject attributes of every client certificate
 * @param rootAttached whether answers name a root CA behind the signing one
 * @param state what a former sandbox knew, to go on from
 * @param onStateChange told what there is to keep, after each change
 */
public record SandboxOptions(
    Clock clock,
    int tokenPort,
    int mtlsPort,
    String hostName,
    String tenant,
    Duration certificateValidity,
    Duration certificateStartOffset,
    Duration tokenValidity,
    Duration revocationDelay,
    SubjectProfile subject,
    boolean rootAttached,
    Optional<SandboxState> state,
    Consumer<SandboxState> onStateChange) {

  /** Any free ports, the system's clock, certificates of 90 days and tokens of 60 minutes. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        Clock.systemUTC(),
        0,
        0,
        "localhost",
        "3e64ebae-38b5-46a0-b1ed-9ccee153a0ae",
        Duration.ofDays(90),
        Duration.ZERO,
        Duration.ofMinutes(60),
        Duration.ZERO,
        SubjectProfile.CHART_DEFAULT,
        false,
        Optional.empty(),
        _ -> {});
  }

  public SandboxOptions withClock(Clock newClock) {
    return new SandboxOptions(
        newClock,
        tokenPort,
        mtlsPort,
        hostName,
        tenant,
        certificateValidity,
        certificateStartOffset,
        tokenValidity,
        revocationDelay,
        subject,
        rootAttached,
        state,
        onStateChange);
  }

  public SandboxOptions withPorts(int newTokenPort, int newMtlsPort) {
    return new SandboxOptions(
        clock,
        newTokenPort,
        newMtlsPort,
        hostName,
        tenant,
        certificateValidity,
        certificateStartOffset,
        tokenValidity,
        revocationDelay,
        subject,
        rootAttached,
        state,
        onStateChange);
  }

  public SandboxOptions withTenant(String newTenant) {
    return new SandboxOptions(
        clock,
        tokenPort,
        mtlsPort,
        hostName,
        newTenant,
        certificateValidity,
        certificateStartOffset,
        tokenValidity,
        revocationDelay,
        subject,
        rootAttached,
        state,
        onStateChange);
  }

  public SandboxOptions withCertificateValidity(Duration newValidity) {
    return new SandboxOptions(
        clock,
        tokenPort,
        mtlsPort,
        hostName,
        tenant,
        newValidity,
        certificateStartOffset,
        tokenValidity,
        revocationDelay,
        subject,
        rootAttached,
        state,
        onStateChange);
  }

  public SandboxOptions withCertificateStartOffset(Duration newOffset) {
    return new SandboxOptions(
        clock,
        tokenPort,
        mtlsPort,
        hostName,
        tenant,
        certificateValidity,
        newOffset,
        tokenValidity,
        revocationDelay,
        subject,
        rootAttached,
        state,
        onStateChange);
  }

  public SandboxOptions withTokenValidity(Duration newValidity) {
    return new SandboxOptions(
        clock,
        tokenPort,
        mtlsPort,
        hostName,
        tenant,
        certificateValidity,
        certificateStartOffset,
        newValidity,
        revocationDelay,
        subject,
        rootAttached,
        state,
        onStateChange);
  }

  public SandboxOptions withRevocationDelay(Duration newDelay) {
    return new SandboxOptions(
        clock,
        tokenPort,
        mtlsPort,
        hostName,
        tenant,
        certificateValidity,
        certificateStartOffset,
        tokenValidity,
        newDelay,
        subject,
        rootAttached,
        state,
        onStateChange);
  }

  public SandboxOptions withSubject(SubjectProfile newSubject) {
    return new SandboxOptions(
        clock,
        tokenPort,
        mtlsPort,
        hostName,
        tenant,
        certificateValidity,
        certificateStartOffset,
        tokenValidity,
        revocationDelay,
        newSubject,
        rootAttached,
        state,
        onStateChange);
  }

  public SandboxOptions withRootAttached(boolean attached) {
    return new SandboxOptions(
        clock,
        tokenPort,
        mtlsPort,
        hostName,
        tenant,
        certificateValidity,
        certificateStartOffset,
        tokenValidity,
        revocationDelay,
        subject,
        attached,
        state,
        onStateChange);
  }

  /** Goes on from what a former sandbox knew, and tells each change. */
  public SandboxOptions withState(
      Optional<SandboxState> former, Consumer<SandboxState> newOnStateChange) {
    return new SandboxOptions(
        clock,
        tokenPort,
        mtlsPort,
        hostName,
        tenant,
        certificateValidity,
        certificateStartOffset,
        tokenValidity,
        revocationDelay,
        subject,
        rootAttached,
        former,
        newOnStateChange);
  }
}
