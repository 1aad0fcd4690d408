package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.domain.credential.ClientCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When what happened that excuses what the agent does, in virtual time. */
public final class Happenings {
  private static final Duration WINDOW = Duration.ofHours(2);
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(65);

  private final VirtualTime time;
  private final Set<String> proven = new HashSet<>();
  private final Deque<Instant> wishes = new ArrayDeque<>();
  private final Deque<Instant> starts = new ArrayDeque<>();
  private Instant disturbed = Instant.EPOCH;
  private Instant tampered = Instant.EPOCH;
  private Instant clockSet = Instant.EPOCH;
  private Instant clockSetBack = Instant.EPOCH;
  private Instant leapt = Instant.EPOCH;
  private Instant lastProof = Instant.EPOCH;
  private Instant approved = Instant.EPOCH;
  private Instant waited = Instant.EPOCH;
  private Instant lastEnd = Instant.EPOCH;
  private boolean unheard;
  private boolean livesOn;

  Happenings(VirtualTime time) {
    this.time = time;
  }

  void disturbed() {
    disturbed = time.now();
  }

  void tampered() {
    tampered = time.now();
    disturbed();
  }

  void wished() {
    note(wishes);
    unheard = true;
    disturbed();
  }

  /** A person approved of held losses. */
  public void approved() {
    approved = time.now();
  }

  /**
   * Whether what is lost now may have been approved, if it was lacking since {@code since}.
   *
   * @param listed when Compass was last heard before: until the next listing an approval waits
   */
  public boolean approvedRecently(Instant since, Instant listed) {
    var recent = approved.isAfter(time.now().minus(Duration.ofMinutes(10)));
    return (recent || approved.isAfter(listed)) && approvedAfter(since);
  }

  /** Whether a person can have seen that something is lacking since {@code since}. */
  public boolean approvedAfter(Instant since) {
    return !since.isAfter(approved.plus(HEARD_WITHIN));
  }

  void clockSet(Duration forward) {
    clockSet = time.now();
    if (forward.isNegative()) {
      clockSetBack = time.now();
    } else {
      leapt = time.now();
    }
    disturbed();
  }

  void slept() {
    leapt = time.now();
    disturbed();
  }

  void lifeBegan() {
    livesOn = true;
    // What was wished for while nobody lived to hear it, or too late in a life.
    if (!wishes.isEmpty() && !wishes.getLast().plus(HEARD_WITHIN).isBefore(lastEnd)) {
      waited = time.now();
    }
    note(starts);
    disturbed();
  }

  void lifeEnded() {
    livesOn = false;
    lastEnd = time.now();
    disturbed();
  }

  void see(PortCall call, @Nullable Object result) {
    if (call.is("ConnectionDocuments.read") && unheard) {
      waited = time.now();
      unheard = !(result instanceof Stored.Found<?>);
    }
    if (call.showsCertificate() && result instanceof CompassReply.Answered<?>) {
      proven.add(credential(call).facts().fingerprint());
      lastProof = time.now();
    }
  }

  /** The certificate that a call shows. */
  public static ClientCredential credential(PortCall call) {
    return call.find(ClientCredential.class)
        .orElseGet(() -> call.argument(Director.Access.class).credential());
  }

  /** Whether Compass ever accepted the certificate, and the agent heard so. */
  public boolean isProven(String fingerprint) {
    return proven.contains(fingerprint);
  }

  /** For how long nothing was done to the agent. */
  public Duration calm() {
    return Duration.between(disturbed, time.now());
  }

  public boolean lives() {
    return livesOn;
  }

  public Instant lastProof() {
    return lastProof;
  }

  public boolean tamperedSince(Instant when) {
    return !tampered.isBefore(when);
  }

  public boolean clockSetSince(Instant when) {
    return !clockSet.isBefore(when) || !leapt.isBefore(when);
  }

  public boolean clockSetBackSince(Instant when) {
    return !clockSetBack.isBefore(when);
  }

  /** Whether the clock was set forward, or the machine slept. */
  public boolean leaptSince(Instant when) {
    return !leapt.isBefore(when);
  }

  /** Whether there was a wish, or one waited in a document that could not be read. */
  public boolean wishedSince(Instant when) {
    return (!wishes.isEmpty() && !wishes.getLast().isBefore(when)) || !waited.isBefore(when);
  }

  public boolean startedSince(Instant when) {
    return !starts.isEmpty() && !starts.getLast().isBefore(when);
  }

  /** How often a person asked for something, or a life began, within that span. */
  public long occasions(Duration span) {
    var since = time.now().minus(span);
    return wishes.stream().filter(at -> at.isAfter(since)).count()
        + starts.stream().filter(at -> at.isAfter(since)).count();
  }

  private void note(Deque<Instant> times) {
    times.add(time.now());
    while (times.getFirst().isBefore(time.now().minus(WINDOW))) {
      times.removeFirst();
    }
  }
}
