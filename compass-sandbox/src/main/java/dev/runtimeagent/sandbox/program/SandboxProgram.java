package dev.runtimeagent.sandbox.program;

import dev.runtimeagent.sandbox.CompassSandbox;
import dev.runtimeagent.sandbox.SandboxOptions;
import dev.runtimeagent.sandbox.SandboxState;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.RegisteredRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a local Compass for people: it remembers itself between runs and tells what it does. */
@Command(
    name = "compass-sandbox",
    mixinStandardHelpOptions = true,
    version = "compass-sandbox 0.1.0",
    description = "A local Compass with real TLS, for trying a Runtime Agent offline.")
public final class SandboxProgram implements Callable<Integer> {

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "compass",
      description = "Where applications and state live (default: ./compass).")
  private Path folder = Path.of("compass");

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "An agent's store, to write its configuration with a fresh token into.")
  private Optional<Path> store = Optional.empty();

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "Where to write the CA an agent has to trust (default: DIR/server-ca.pem).")
  private Optional<Path> caFile = Optional.empty();

  @Option(
      names = "--token-port",
      paramLabel = "PORT",
      description = "Port of the token host (default: that of the last run, else any).")
  private Optional<Integer> tokenPort = Optional.empty();

  @Option(
      names = "--mtls-port",
      paramLabel = "PORT",
      description = "Port of the mTLS host (default: that of the last run, else any).")
  private Optional<Integer> mtlsPort = Optional.empty();

  @Option(
      names = "--admin-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the administration (default: any).")
  private int adminPort;

  @Option(
      names = "--validity",
      paramLabel = "DURATION",
      defaultValue = "90d",
      converter = DurationConverter.class,
      description = "How long client certificates are good, such as 60s or 90d (default: 90d).")
  private Duration validity = Duration.ofDays(90);

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "A file to write once everything answers; it holds the administration's URL.")
  private Optional<Path> readyFile = Optional.empty();

  @Spec private @Nullable CommandSpec spec;

  private final CountDownLatch stopped = new CountDownLatch(1);

  private static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      try {
        return Durations.parse(value);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Runs until it is told to end; exit code 1 if it cannot start, 2 if it is called wrongly. */
  public static void main(String[] arguments) {
    // Nobody configures logging here: what a person has to know is printed.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    SandboxProgram program = new SandboxProgram();
    Thread hook = new Thread(program::stop, "sandbox-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    int code = new CommandLine(program).execute(arguments);
    if (program.stopped.getCount() > 0) {
      System.exit(code);
    }
  }

  /** Lets {@link #call} return. */
  void stop() {
    stopped.countDown();
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandLine commandLine = Objects.requireNonNull(spec, "picocli sets it").commandLine();
    try {
      run(commandLine.getOut());
      return 0;
    } catch (IOException | GeneralSecurityException e) {
      commandLine.getErr().println("compass-sandbox: " + e.getMessage());
      return 1;
    }
  }

  private void run(PrintWriter out)
      throws IOException, GeneralSecurityException, InterruptedException {
    StateFile stateFile = new StateFile(folder.resolve("state.json"));
    Optional<SandboxState> state = stateFile.load();
    SandboxOptions options =
        SandboxOptions.defaults()
            .withPorts(
                tokenPort.or(() -> state.map(SandboxState::tokenPort)).orElse(0),
                mtlsPort.or(() -> state.map(SandboxState::mtlsPort)).orElse(0))
            .withCertificateValidity(validity)
            .withState(state, stateFile::save);
    Path applications = folder.resolve("applications");
    SampleApplications.copyIfEmpty(applications);
    try (CompassSandbox sandbox = CompassSandbox.start(options);
        AdminServer admin = AdminServer.open(sandbox, adminPort);
        ApplicationFolder watched =
            new ApplicationFolder(applications, sandbox.landscape(), new Narration(out))) {
      sandbox.warmUp();
      watched.look();
      watched.watch();
      tell(out, sandbox, admin, applications);
      stopped.await();
    }
  }

  private void tell(PrintWriter out, CompassSandbox sandbox, AdminServer admin, Path applications)
      throws IOException {
    RegisteredRuntime runtime =
        sandbox.landscape().runtimes().stream()
            .findFirst()
            .orElseGet(() -> sandbox.registerRuntime("sandbox-runtime"));
    Path ca = caFile.orElse(folder.resolve("server-ca.pem"));
    Files.createDirectories(ca.toAbsolutePath().getParent());
    Files.writeString(ca, sandbox.serverCaPem());
    out.println("Connector        " + sandbox.tokenConnectorUrl());
    out.println("Director         " + sandbox.directorUrl());
    out.println("Server CA        " + ca);
    out.println("Runtime          " + runtime.id() + " of tenant " + runtime.tenant());
    out.println("Administration   " + admin.url());
    out.println(
        "Applications     "
            + sandbox.landscape().applications().size()
            + " in "
            + applications
            + "; edit them at any time");
    if (store.isPresent()) {
      Path written =
          new AgentStore(store.get())
              .writeConfiguration(
                  sandbox.tokenConnectorUrl(),
                  sandbox.issueToken(runtime).token(),
                  runtime.id(),
                  runtime.tenant());
      out.println("Fresh token in   " + written);
    }
    out.println("Compass is ready");
    out.flush();
    if (readyFile.isPresent()) {
      PrivateFiles.write(readyFile.get(), admin.url() + "\n");
    }
  }

  private record Narration(PrintWriter out) implements ApplicationFolder.Listener {
    @Override
    public void changed(Path file, Application application) {
      say("application \"" + application.name() + "\" read from " + file);
    }

    @Override
    public void removed(Path file) {
      say("application gone with " + file);
    }

    @Override
    public void unreadable(Path file, String complaint) {
      say(file + " cannot be read and changes nothing: " + complaint);
    }

    private void say(String sentence) {
      out.println(sentence);
      out.flush();
    }
  }
}
