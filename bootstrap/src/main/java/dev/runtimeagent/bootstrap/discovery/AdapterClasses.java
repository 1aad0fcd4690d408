package dev.runtimeagent.bootstrap.discovery;

import dev.runtimeagent.application.runtime.RuntimeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;

/**
 * Loads what jars that an operator added hold, so that the start-up cache has it: nobody can
 * rehearse a Runtime that only its author knows. Of libraries beside them the cache gets what these
 * use, and no more, since whatever is in it takes memory.
 */
public final class AdapterClasses {
  private static final String CLASS = ".class";

  private AdapterClasses() {}

  /** Loads them all, without initializing any; what cannot be loaded is left out. */
  public static void load() {
    Optional.ofNullable(System.getProperty(Discovery.ADAPTERS))
        .map(Path::of)
        .ifPresent(AdapterClasses::load);
  }

  private static void load(Path folder) {
    try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (var jar : jars) {
        try (var opened = new JarFile(jar.toFile())) {
          if (opened.getEntry("META-INF/services/" + RuntimeProvider.class.getName()) != null) {
            opened.stream().forEach(entry -> load(entry.getName()));
          }
        }
      }
    } catch (IOException _) {
      // The commands that are rehearsed say so.
    }
  }

  private static void load(String entry) {
    if (!entry.endsWith(CLASS) || entry.startsWith("META-INF/") || entry.contains("-info.")) {
      return;
    }
    var name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
    try {
      Class.forName(name, false, AdapterClasses.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError _) {
      // It needs something that is not there, for a feature that is not used perhaps.
    }
  }
}
