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
    return with(draft -> draft.clock = newClock);
  }

  public SandboxOptions withPorts(int newTokenPort, int newMtlsPort) {
    return with(draft -> {
      draft.tokenPort = newTokenPort;
      draft.mtlsPort = newMtlsPort;
    });
  }

  public SandboxOptions withTenant(String newTenant) {
    return with(draft -> draft.tenant = newTenant);
  }

  public SandboxOptions withCertificateValidity(Duration newValidity) {
    return with(draft -> draft.certificateValidity = newValidity);
  }

  public SandboxOptions withCertificateStartOffset(Duration newOffset) {
    return with(draft -> draft.certificateStartOffset = newOffset);
  }

  public SandboxOptions withTokenValidity(Duration newValidity) {
    return with(draft -> draft.tokenValidity = newValidity);
  }

  public SandboxOptions withRevocationDelay(Duration newDelay) {
    return with(draft -> draft.revocationDelay = newDelay);
  }

  public SandboxOptions withSubject(SubjectProfile newSubject) {
    return with(draft -> draft.subject = newSubject);
  }

  public SandboxOptions withRootAttached(boolean attached) {
    return with(draft -> draft.rootAttached = attached);
  }

  /** Goes on from what a former sandbox knew, and tells each change. */
  public SandboxOptions withState(
      Optional<SandboxState> former, Consumer<SandboxState> newOnStateChange) {
    return with(draft -> {
      draft.state = former;
      draft.onStateChange = newOnStateChange;
    });
  }

  private SandboxOptions with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** What is changed before it is one again. */
  private static final class Draft {
    private Clock clock;
    private int tokenPort;
    private int mtlsPort;
    private String hostName;
    private String tenant;
    private Duration certificateValidity;
    private Duration certificateStartOffset;
    private Duration tokenValidity;
    private Duration revocationDelay;
    private SubjectProfile subject;
    private boolean rootAttached;
    private Optional<SandboxState> state;
    private Consumer<SandboxState> onStateChange;

    Draft(SandboxOptions from) {
      clock = from.clock();
      tokenPort = from.tokenPort();
      mtlsPort = from.mtlsPort();
      hostName = from.hostName();
      tenant = from.tenant();
      certificateValidity = from.certificateValidity();
      certificateStartOffset = from.certificateStartOffset();
      tokenValidity = from.tokenValidity();
      revocationDelay = from.revocationDelay();
      subject = from.subject();
      rootAttached = from.rootAttached();
      state = from.state();
      onStateChange = from.onStateChange();
    }

    SandboxOptions finished() {
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
          state,
          onStateChange);
    }
  }
}
