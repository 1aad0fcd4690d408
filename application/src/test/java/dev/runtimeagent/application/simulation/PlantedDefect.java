package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.Chance;
import dev.runtimeagent.application.port.CompassReply;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.EventRecorder.AgentEvent;
import dev.runtimeagent.application.port.Stored;
import dev.runtimeagent.application.status.ConnectionDocument;
import dev.runtimeagent.application.status.ConnectionDocument.Status;
import dev.runtimeagent.domain.catalog.Page;
import dev.runtimeagent.domain.connection.ConfigurationReading;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Defects that a core could have, planted between it and its ports. */
enum PlantedDefect {
  TOKEN_SENT_TWICE("Token") {
    @Override
    Ports plant(Ports ports) {
      return with(
          ports,
          altering(
              Connector.class,
              ports.compass().connector(),
              (call, real) -> {
                if (call.is("configuration", 4)) {
                  var _ = call.through(real);
                }
                return call.through(real);
              }));
    }
  },
  PROVEN_CREDENTIAL_WRITTEN_OVER("Credential") {
    @Override
    Ports plant(Ports ports) {
      var store = ports.home().credentials();
      return with(
          ports,
          altering(
              CredentialStore.class,
              store,
              (call, real) ->
                  call.is("save", 2)
                      ? real.make(
                          withoutCurrent(call.argument(StoredCredentials.class)),
                          call.argument(String.class))
                      : call.through(real)));
    }
  },
  CONFIGURATION_READ_ONCE("Recovery") {
    @Override
    Ports plant(Ports ports) {
      return with(
          ports,
          altering(
              ConfigurationSource.class,
              ports.home().configuration(),
              (call, real) ->
                  call.is("read", 0)
                      ? new ConfigurationReading.Missing("nobody looks")
                      : call.through(real)));
    }
  },
  LISTING_CUT_SHORT("Deletion") {
    @Override
    Ports plant(Ports ports) {
      var started = ports.machine().clock().now();
      return with(
          ports,
          altering(
              Director.class,
              ports.compass().director(),
              (call, real) -> {
                var reply = call.through(real);
                return call.is("applications", 2)
                        && ports.machine().clock().now().isAfter(started.plusSeconds(60))
                    ? shortened(reply)
                    : reply;
              }));
    }
  },
  STORE_WRITTEN_EACH_CYCLE("Quiet") {
    @Override
    Ports plant(Ports ports) {
      return with(
          ports,
          altering(
              CredentialStore.class,
              ports.home().credentials(),
              (call, real) -> {
                var result = call.through(real);
                return call.is("load", 0)
                        && result instanceof Stored.Found<?>(StoredCredentials content, var version)
                    ? new Stored.Found<>(touched(content), version + "?")
                    : result;
              }));
    }
  },
  STATE_ALWAYS_SHOWN_AS_SYNCHRONIZED("Truth") {
    @Override
    Ports plant(Ports ports) {
      return with(
          ports,
          altering(
              ConnectionDocuments.class,
              ports.home().documents(),
              (call, real) ->
                  call.is("write", 2)
                      ? real.make(
                          embellished(call.argument(ConnectionDocument.class)),
                          call.argument(String.class))
                      : call.through(real)));
    }
  },
  TOKEN_TOLD("Secrecy") {
    @Override
    Ports plant(Ports ports) {
      return with(
          ports,
          altering(
              EventRecorder.class,
              ports.recorder(),
              (call, real) ->
                  call.is("record", 1)
                      ? real.make(blabbing(call.argument(AgentEvent.class), ports))
                      : call.through(real)));
    }
  },
  NO_JITTER("Neighbourliness") {
    @Override
    Ports plant(Ports ports) {
      var machine = ports.machine();
      Chance never = () -> 0.5;
      return with(
          ports,
          new Ports.Machine(
              machine.clock(), machine.pause(), machine.alarm(), never, machine.workers()));
    }
  },
  ALARM_NOT_SET("Progress") {
    @Override
    Ports plant(Ports ports) {
      var machine = ports.machine();
      Alarm none = (_, _) -> {};
      return with(
          ports,
          new Ports.Machine(
              machine.clock(), machine.pause(), none, machine.chance(), machine.workers()));
    }
  },
  ALWAYS_OVERDUE("Progress") {
    @Override
    Ports plant(Ports ports) {
      var machine = ports.machine();
      Alarm hasty = (_, ring) -> machine.alarm().set(Instant.EPOCH, ring);
      return with(
          ports,
          new Ports.Machine(
              machine.clock(), machine.pause(), hasty, machine.chance(), machine.workers()));
    }
  },
  TIMES_KEPT_FOR_EVER("Bounded") {
    @Override
    Ports plant(Ports ports) {
      var machine = ports.machine();
      return with(
          ports,
          new Ports.Machine(
              machine.clock(),
              machine.pause(),
              machine.alarm(),
              new Hoarder(machine.chance()),
              machine.workers()));
    }
  };

  private final String noticedBy;

  PlantedDefect(String noticedBy) {
    this.noticedBy = noticedBy;
  }

  String noticedBy() {
    return noticedBy;
  }

  abstract Ports plant(Ports ports);

  private record Call(Method method, List<@Nullable Object> arguments) {
    boolean is(String name, int count) {
      return method.getName().equals(name) && arguments.size() == count;
    }

    <T> T argument(Class<T> type) {
      return arguments.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    @Nullable Object through(Real real) throws Exception {
      return real.make(arguments.toArray());
    }
  }

  private interface Real {
    @Nullable Object make(@Nullable Object... arguments) throws Exception;
  }

  private interface Alteration {
    @Nullable Object of(Call call, Real real) throws Exception;
  }

  private static <T> T altering(Class<T> port, T real, Alteration alteration) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, given) ->
                alteration.of(
                    new Call(method, given == null ? List.of() : Arrays.asList(given)),
                    arguments -> invoke(real, method, arguments))));
  }

  private static @Nullable Object invoke(Object real, Method method, @Nullable Object[] arguments)
      throws Exception {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private static Ports with(Ports ports, Object part) {
    var compass = ports.compass();
    var home = ports.home();
    return new Ports(
        new Ports.Compass(
            part instanceof Connector c ? c : compass.connector(),
            part instanceof Director d ? d : compass.director(),
            compass.signingRequests(),
            compass.certificates()),
        new Ports.Home(
            part instanceof ConfigurationSource c ? c : home.configuration(),
            part instanceof CredentialStore c ? c : home.credentials(),
            home.journal(),
            part instanceof ConnectionDocuments d ? d : home.documents()),
        ports.target(),
        part instanceof Ports.Machine m ? m : ports.machine(),
        part instanceof EventRecorder r ? r : ports.recorder());
  }

  private static StoredCredentials withoutCurrent(StoredCredentials credentials) {
    return new StoredCredentials(
        credentials.next(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        credentials.foreign(),
        credentials.spentTokens(),
        credentials.losses());
  }

  private static StoredCredentials touched(StoredCredentials credentials) {
    return new StoredCredentials(
        credentials.next(),
        credentials.current(),
        credentials.previous(),
        Optional.of(Instant.EPOCH),
        credentials.foreign(),
        credentials.spentTokens(),
        credentials.losses());
  }

  private static @Nullable Object shortened(@Nullable Object reply) {
    return reply instanceof CompassReply.Answered<?>(Director.Listing(var labels, var page), var at)
        ? new CompassReply.Answered<>(
            new Director.Listing(
                labels,
                new Page<>(
                    page.items().subList(1, page.items().size()),
                    page.endCursor(),
                    page.hasNextPage(),
                    page.totalCount() - 1)),
            at)
        : reply;
  }

  private static ConnectionDocument embellished(ConnectionDocument document) {
    var status = document.status();
    return new ConnectionDocument(
        document.spec(),
        new Status(
            status.connectionState(),
            Optional.of("Synchronized"),
            status.connection(),
            status.synchronization(),
            status.conditions(),
            status.applications()),
        document.approval(),
        document.otherAgentWrote());
  }

  private static AgentEvent blabbing(AgentEvent event, Ports ports) {
    var token =
        ports.home().configuration().read() instanceof ConfigurationReading.Usable(var usable)
            ? usable.token().reveal()
            : "";
    return new AgentEvent(
        event.severity(), event.reason(), event.message(), Map.of("token", token));
  }

  private static final class Hoarder implements Chance, PartOfTheCore {
    private final Chance chance;
    private final List<Object> hoard = new ArrayList<>();

    Hoarder(Chance chance) {
      this.chance = chance;
    }

    @Override
    public double next() {
      hoard.add(new Object());
      return chance.next();
    }
  }
}
