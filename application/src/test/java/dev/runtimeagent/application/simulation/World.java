package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.FakeSigningRequests;
import dev.runtimeagent.application.inmemory.InMemoryApplicationTarget;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.inmemory.InMemoryConfigurationSource;
import dev.runtimeagent.application.inmemory.InMemoryConnectionDocuments;
import dev.runtimeagent.application.inmemory.InMemoryCredentialStore;
import dev.runtimeagent.application.inmemory.InMemoryEnrolmentJournal;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Holder;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.application.simulation.faults.Faults;
import dev.runtimeagent.application.simulation.invariants.Invariants;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.plan.HeldApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All there is around one agent: Compass, what is durable, time, and what goes wrong. */
public final class World {
  public static final String RUNTIME = "runtime-1";
  public static final String TENANT = "tenant-1";

  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Dice dice;
  private final Dice agentDice;
  private final VirtualTime time;
  private final AgentClock clock;
  private final Tuning tuning;
  private final InMemoryCompass compass;
  private final ShortPages director;
  private final Catalogue catalogue;
  private final FakeSigningRequests signingRequests;
  private final InMemoryCredentialStore store = new InMemoryCredentialStore();
  private final InMemoryEnrolmentJournal journal = new InMemoryEnrolmentJournal();
  private final InMemoryConnectionDocuments documents = new InMemoryConnectionDocuments();
  private final InMemoryConfigurationSource configuration = new InMemoryConfigurationSource();
  private final InMemoryApplicationTarget target = new InMemoryApplicationTarget();
  private final Watches watches = new Watches();
  private final Listings listings = new Listings();
  private final Trace trace;
  private final Faults faults;
  private final Happenings happenings;
  private final OtherAgent otherAgent;
  private final Invariants invariants;
  private final UnaryOperator<Ports> defect;
  private final Set<String> gone = new HashSet<>();

  private CrashPoint crashPoint = CrashPoint.NEVER;
  private Consumer<PortCall> listener = _ -> {};
  private Optional<Lifeline> life = Optional.empty();
  private int pod = 1;
  private boolean swift;
  private long calls;

  /**
   * Makes one in which nothing has begun.
   *
   * @param defect planted into the core, by what it does to the ports
   */
  World(long seed, Tuning tuning, UnaryOperator<Ports> defect) {
    this.dice = new Dice(seed);
    this.agentDice = dice.split();
    this.tuning = tuning;
    this.defect = defect;
    this.time = new VirtualTime(START, dice.split());
    this.clock = new AgentClock(time);
    this.trace = new Trace(time);
    this.happenings = new Happenings(time);
    this.otherAgent = new OtherAgent(time, happenings);
    var ids = dice.split();
    this.compass = new InMemoryCompass(time::now, ids::uuid);
    this.director = new ShortPages(compass);
    this.catalogue = new Catalogue(compass, time);
    this.signingRequests = new FakeSigningRequests(ids::uuid);
    this.faults = new Faults(this, dice.split());
    this.invariants = new Invariants(this, seed);
    compass.register(RUNTIME, TENANT);
    time.afterEachStep(this::stepped);
  }

  /** A world without defects. */
  World(long seed, Tuning tuning) {
    this(seed, tuning, UnaryOperator.identity());
  }

  public Dice dice() {
    return dice;
  }

  public VirtualTime time() {
    return time;
  }

  public AgentClock clock() {
    return clock;
  }

  public Tuning tuning() {
    return tuning;
  }

  public InMemoryCompass compass() {
    return compass;
  }

  public ShortPages director() {
    return director;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public InMemoryCredentialStore store() {
    return store;
  }

  public InMemoryEnrolmentJournal journal() {
    return journal;
  }

  public InMemoryConnectionDocuments documents() {
    return documents;
  }

  public InMemoryConfigurationSource configuration() {
    return configuration;
  }

  public InMemoryApplicationTarget target() {
    return target;
  }

  public Listings listings() {
    return listings;
  }

  public Trace trace() {
    return trace;
  }

  public Faults faults() {
    return faults;
  }

  public Happenings happenings() {
    return happenings;
  }

  public OtherAgent otherAgent() {
    return otherAgent;
  }

  public Invariants invariants() {
    return invariants;
  }

  /** The life that is under way. */
  public Optional<Lifeline> life() {
    return life.filter(Lifeline::isAlive);
  }

  /** What the Runtime holds, whatever fails. */
  public List<HeldApplication> held() {
    return target.holdings() instanceof ApplicationTarget.Holdings.Held(var held)
        ? held
        : List.of();
  }

  /** Calls of the core so far, but for those that only tell time. */
  public long calls() {
    return calls;
  }

  /** Starts the agent, as the same pod as before or as another. */
  public void start() {
    var holder = new Holder("pod-" + pod, Set.copyOf(gone)::contains);
    gone.remove(holder.id());
    listings.forget();
    happenings.lifeBegan();
    otherAgent.lifeBegan();
    trace.note("START " + holder.id());
    var begun =
        new Lifeline(
            new Lifeline.Means(time, clock, agentDice.split()), holder, tuning, this::ports);
    life = Optional.of(begun);
    time.at(time.now(), begun::start);
  }

  /** The process dies now, and is started again after a while. */
  public void crash(Duration down, boolean elsewhere) {
    if (life().isPresent()) {
      trace.note("CRASH");
      end(life.get());
      time.after(down, () -> startAgain(elsewhere));
    }
  }

  /** Another replica leads for a while; what was sent is finished first. */
  public void loseLeadership(Duration away) {
    life()
        .filter(l -> !l.isRetired())
        .ifPresent(l -> {
          trace.note("LEADERSHIP LOST");
          l.retire(() -> {
            gone.add("pod-" + pod);
            end(l);
            time.after(away, () -> startAgain(true));
          });
        });
  }

  /** Ends the life right before or after a call. */
  void crashAt(CrashPoint point) {
    crashPoint = point;
  }

  /** Calls of Compass take no time from now on. */
  void answerAtOnce() {
    swift = true;
  }

  /** How long a call to Compass takes as a rule. */
  public Duration latency() {
    return swift || !dice.happens(0.2)
        ? Duration.ZERO
        : dice.between(Duration.ofMillis(5), Duration.ofSeconds(2));
  }

  /** Lets time pass within a call, unless it is broken off. */
  public void pass(Duration wait, Lifeline waiting) {
    if (wait.isPositive()) {
      time.pass(wait, waiting::isBrokenOff);
    }
    waiting.ensureAlive();
  }

  /** Something happened that is not the agent's doing. */
  public void disturbed() {
    happenings.disturbed();
  }

  /** A person asks for something. */
  public void wished(Runnable wish) {
    happenings.wished();
    wish.run();
  }

  /** Somebody changes what the agent relies on to remember tokens. */
  public void tamper(Runnable deed) {
    happenings.tampered();
    deed.run();
  }

  public void setClock(Duration forward) {
    clock.set(forward);
    happenings.clockSet(forward);
  }

  /** The machine does nothing for a while, and its clock goes on. */
  public void sleep(Duration duration) {
    if (time.depth() == 0) {
      time.stall(duration);
      happenings.slept();
    }
  }

  public void silenceWatches(boolean silent) {
    watches.silence(silent);
  }

  /** A person puts a new token into the configuration. */
  public SecretText configureNewToken() {
    var token = compass.issueToken(RUNTIME);
    wished(() ->
        configuration.set(
            new ConnectionConfiguration(InMemoryCompass.TOKEN_CONNECTOR, token, RUNTIME, TENANT)));
    return token;
  }

  Watches watches() {
    return watches;
  }

  /** Tells {@code listener} of every call from now on. */
  void listen(Consumer<PortCall> listener) {
    this.listener = listener;
  }

  PortCall called(String name, Lifeline caller, @Nullable Object[] arguments) {
    var call = new PortCall(calls++, name, time.now(), caller, Arrays.asList(arguments));
    listener.accept(call);
    if (crashPoint.isBefore(call)) {
      trace.note("before " + name);
      crash();
    } else if (caller.isAlive()) {
      invariants.before(call);
    }
    return call;
  }

  void returned(PortCall call, @Nullable Object result) {
    trace.called(call, result);
    listings.see(call, result, held().stream().map(h -> h.applicationId().orElse("")).toList());
    happenings.see(call, result);
    otherAgent.see(call, result);
    invariants.after(call, result);
    if (crashPoint.isAfter(call)) {
      crash();
    }
  }

  private void crash() {
    crash(crashPoint.down(), crashPoint.elsewhere());
    crashPoint.then().run();
  }

  private void startAgain(boolean elsewhere) {
    if (life().isEmpty()) {
      pod += elsewhere ? 1 : 0;
      start();
    }
  }

  private void end(Lifeline ended) {
    ended.kill();
    watches.closeAll();
    happenings.lifeEnded();
  }

  private void stepped() {
    invariants.afterStep();
  }

  private Ports ports(Lifeline begun) {
    var wire = new Wire(begun, this);
    var ports =
        new Ports(
            new Ports.Compass(
                wire.around(Connector.class, compass),
                wire.around(Director.class, director),
                wire.around(SigningRequests.class, signingRequests),
                new FakeCertificates()),
            new Ports.Home(
                wire.around(ConfigurationSource.class, configuration),
                wire.around(CredentialStore.class, store),
                wire.around(EnrolmentJournal.class, journal),
                wire.around(ConnectionDocuments.class, documents)),
            wire.around(ApplicationTarget.class, target),
            begun.machine(agentDice.split()),
            wire.around(EventRecorder.class, new Unheard()));
    return defect.apply(ports);
  }

  /** What operators are told goes through the wire, and is heard there. */
  private static final class Unheard implements EventRecorder {
    @Override
    public void record(AgentEvent event) {
      // The invariants have seen it.
    }

    @Override
    public void bug(String doing, Throwable defect) {
      // As above.
    }
  }
}
