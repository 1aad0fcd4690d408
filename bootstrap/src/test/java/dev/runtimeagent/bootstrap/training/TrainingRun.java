package dev.runtimeagent.bootstrap.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes AOT caches: runs the launcher on a workload while the JVM records, and keeps the record
 * beside the jars. A cache is worth time, not a broken build: without one the agent starts slower.
 */
final class TrainingRun {
  /** The launcher writes beside a cache which jars of adapters/ it was made with. */
  private static final String ADAPTERS = ".adapters";

  private final Path launcher;
  private final Path home;
  private final String cacheFile;

  private TrainingRun(Path launcher, Path home, String cacheFile) {
    this.launcher = launcher;
    this.home = home;
    this.cacheFile = cacheFile;
  }

  /** Takes the launcher, the folder for the caches, and their names. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path launcher = Path.of(args[0]).toRealPath();
    Path home = Path.of(args[1]).toRealPath();
    String jdk = System.getProperty("java.home") + "\n";
    Path jdkFile = home.resolve("jdk");
    boolean sameJdk = Files.exists(jdkFile) && Files.readString(jdkFile).equals(jdk);
    List<String> cacheFiles = List.of(args).subList(2, args.length);
    if (!sameJdk) {
      for (String cacheFile : cacheFiles) {
        Files.deleteIfExists(home.resolve(cacheFile));
      }
    }
    Files.writeString(jdkFile, jdk);
    for (String cacheFile : cacheFiles) {
      TrainingRun training = new TrainingRun(launcher, home, cacheFile);
      if (!training.upToDate()) {
        training.run();
      }
    }
    // What the agent met may still be ending.
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    Files.deleteIfExists(home.resolve(cacheFile));
    Files.deleteIfExists(home.resolve(cacheFile + ADAPTERS));
    for (Workload workload : Workload.inOrderOfWorth(cacheFile, home.resolveSibling("training"))) {
      if (record(workload)) {
        System.out.println(cacheFile + " made by a run of: " + workload.name());
        return;
      }
    }
    System.err.println(
        "[WARNING] " + cacheFile + " could not be made; the agent will start slower");
  }

  private boolean upToDate() throws IOException {
    Path cache = home.resolve(cacheFile);
    if (!Files.exists(cache)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(cache);
    // The launcher sees to those; to make a cache too many is no harm.
    if (Files.exists(home.resolve(cacheFile + ADAPTERS))
        || Files.exists(launcher.resolveSibling("../adapters"))) {
      return false;
    }
    for (Path source : List.of(launcher, launcher.resolveSibling("jvm-options"))) {
      if (Files.getLastModifiedTime(source).compareTo(made) > 0) {
        return false;
      }
    }
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean record(Workload workload) throws IOException, InterruptedException {
    Path recorded = home.resolve(cacheFile + ".new");
    Path log = home.resolve("training.log");
    Files.deleteIfExists(recorded);
    boolean good;
    try (Workload.Stage stage = workload.prepare()) {
      List<String> command = new ArrayList<>(List.of(launcher.toString()));
      for (List<String> words : stage.commandLines()) {
        if (command.size() > 1) {
          command.add("--next--");
        }
        command.addAll(words);
      }
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("APP_"));
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
      List.of("KUBERNETES_SERVICE_HOST", "KUBECONFIG").forEach(builder.environment()::remove);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("RUNTIME_AGENT_RECORD_CACHE", recorded.toString());
      Process process = builder.start();
      if (!process.waitFor(180, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      good = process.waitFor() == 0 && Files.exists(recorded);
    } catch (IOException | RuntimeException e) {
      System.err.println("[WARNING] training by " + workload.name() + " failed: " + e);
      return false;
    }
    if (!good) {
      System.err.println("[WARNING] training by " + workload.name() + " failed, see " + log);
      return false;
    }
    Path adapters = home.resolve(cacheFile + ".new" + ADAPTERS);
    if (Files.size(adapters) == 0) {
      Files.delete(adapters);
    } else {
      Files.move(adapters, home.resolve(cacheFile + ADAPTERS), StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(recorded, home.resolve(cacheFile), StandardCopyOption.REPLACE_EXISTING);
    return true;
  }
}
