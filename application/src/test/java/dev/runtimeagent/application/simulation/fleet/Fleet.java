package dev.runtimeagent.application.simulation.fleet;

import dev.runtimeagent.application.inmemory.FakeCertificates;
import dev.runtimeagent.application.inmemory.FakeSigningRequests;
import dev.runtimeagent.application.inmemory.InMemoryCompass;
import dev.runtimeagent.application.simulation.Dice;
import dev.runtimeagent.application.simulation.Ports;
import dev.runtimeagent.application.simulation.Tuning;
import dev.runtimeagent.application.simulation.VirtualTime;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.connection.ConnectionConfiguration;
import dev.runtimeagent.domain.credential.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A fleet's fate: it is started, Compass fails for an hour, and is back with its rate limits. */
final class Fleet {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final String TENANT = "tenant-1";
  private static final Duration CERTIFICATE_LIFE = Duration.ofDays(90);
  private static final int ONE_OF_SO_MANY_DIES = 100;
  private static final Duration STARTED_AGAIN = Duration.ofSeconds(10);
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  private final Setup setup;
  private final Dice dice;
  private final VirtualTime time;
  private final Traffic traffic;
  private final Gateway gateway;
  private final CompassClock clock;
  private final InMemoryCompass compass;
  private final FakeSigningRequests signingRequests;
  private final List<Member> members;
  private final BitSet isBack = new BitSet();
  private final List<Duration> back = new ArrayList<>();

  private Fleet(Setup setup) {
    this.setup = setup;
    this.dice = new Dice(setup.seed());
    this.time = new VirtualTime(START, dice.split());
    this.traffic = new Traffic(START, setup.end());
    this.gateway = new Gateway(time, dice.split(), traffic);
    this.clock = new CompassClock(time);
    var ids = dice.split();
    this.compass = new InMemoryCompass(clock, ids::uuid);
    this.signingRequests = new FakeSigningRequests(ids::uuid);
    IntStream.range(0, 3)
        .mapToObj(number ->
            new Application(ids.uuid(), "system-" + number, Optional.empty(), List.of(), List.of()))
        .forEach(compass::put);
    this.members =
        IntStream.range(0, setup.agents()).mapToObj(number -> member("runtime-" + number)).toList();
  }

  /** Runs it. */
  static Outcome run(Setup setup) {
    var fleet = new Fleet(setup);
    fleet.plan();
    fleet.time.runUntil(START.plus(setup.end()));
    return new Outcome(setup, fleet.traffic, List.copyOf(fleet.back));
  }

  private void plan() {
    members.forEach(member -> at(within(Setup.STARTED), member::start));
    at(Setup.STARTED, () -> gateway.open(setup.pods()));
    switch (setup.incident()) {
      case OUTAGE -> {
        at(Setup.INCIDENT, gateway::shut);
        at(setup.over(), () -> gateway.open(setup.pods()));
        members.stream().filter(_ -> dice.below(ONE_OF_SO_MANY_DIES) == 0).forEach(this::dies);
      }
      case ROLL_OUT -> {
        members.forEach(member -> at(Setup.INCIDENT, member::die));
        members.forEach(member -> at(Setup.INCIDENT.plus(A_MOMENT), member::start));
      }
    }
    look();
  }

  private void dies(Member member) {
    var death = Setup.INCIDENT.plus(within(Duration.ofHours(1)));
    at(death, member::die);
    at(death.plus(STARTED_AGAIN), member::start);
  }

  private void look() {
    var since = Duration.between(START.plus(setup.over()), time.now());
    var count = 0;
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).isSynchronized()) {
        count++;
        if (since.isPositive() && !isBack.get(i)) {
          isBack.set(i);
          back.add(since);
        }
      }
    }
    traffic.synchronizedNow(time.now(), count);
    compass.script().forgetCalls();
    time.after(Traffic.LOOK, this::look);
  }

  private Member member(String runtimeId) {
    var tuning = Tuning.with(setup.period(), Duration.ofHours(24));
    return switch (setup.kind()) {
      case CORE -> core(runtimeId, tuning);
      case FIXED_PERIOD -> {
        var renewalDue = START.plus(within(scaled(CERTIFICATE_LIFE, 0.7)));
        yield new FixedPeriodMember(time, gateway, dice.split(), setup.period(), renewalDue);
      }
    };
  }

  private CoreMember core(String runtimeId, Tuning tuning) {
    var fresh = new CertificateFacts("", runtimeId, START, START.plus(CERTIFICATE_LIFE));
    var age = within(Duration.between(START, tuning.renewals().due(fresh, runtimeId)));
    var limits = START.plus(Setup.STARTED);
    var limited =
        new LimitedCompass(
            compass, gateway, clock, () -> time.now().isBefore(limits) ? age : Duration.ZERO);
    compass.register(runtimeId, TENANT);
    return new CoreMember(
        time,
        dice.split(),
        tuning,
        new Ports.Compass(limited, limited, signingRequests, new FakeCertificates()),
        new ConnectionConfiguration(
            InMemoryCompass.TOKEN_CONNECTOR, compass.issueToken(runtimeId), runtimeId, TENANT));
  }

  private void at(Duration since, Runnable what) {
    time.at(START.plus(since), what);
  }

  private Duration within(Duration span) {
    return scaled(span, dice.next());
  }

  private static Duration scaled(Duration span, double share) {
    return Duration.ofMillis((long) (span.toMillis() * share));
  }
}
