package dev.runtimeagent.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Runs after {@code package}, on the jars that it prepared. */
class LibraryIT {
  private static final Path LIBRARY = Path.of("target", "runtime-agent", "lib");
  private static final Path SPARE = LIBRARY.resolve("spare");
  private static final Path DOWNLOADED = Path.of("target", "assembled");

  /** A class of the libraries that runs without what is spare would end there. */
  @Test
  void namesNoSpareClassWhereNoneIsOnTheClassPath() throws IOException {
    var spare =
        classes(SPARE).stream()
            .map(type -> type.thisClass().asInternalName())
            .collect(Collectors.toSet());
    assertThat(spare).isNotEmpty();
    for (ClassModel type : classes(LIBRARY)) {
      assertThat(named(type).filter(spare::contains))
          .as(type.thisClass().asInternalName())
          .isEmpty();
    }
  }

  /** With what says how to read it: which versions of Java count, and folders to look through. */
  @Test
  void holdsInBothPartsTogetherAllThatWasDownloaded() throws IOException {
    for (Path jar : jars(DOWNLOADED)) {
      var held = entries(LIBRARY.resolve(jar.getFileName()));
      Path rest = SPARE.resolve(jar.getFileName());
      if (Files.exists(rest)) {
        var spare = entries(rest);
        assertThat(spare).as(rest.toString()).containsAll(frame(held));
        held.addAll(spare);
      }
      var downloaded = entries(jar);
      downloaded.removeIf(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"));
      assertThat(held).as(jar.toString()).isEqualTo(downloaded);
    }
  }

  /**
   * As the JVM would once it loads them. What libraries name beyond the jars cannot be looked at.
   */
  @Test
  void holdsClassesThatVerify() throws IOException {
    try (var all = new URLClassLoader(urls(LIBRARY, SPARE))) {
      var files =
          ClassFile.of(
              ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(all)
                      .orElse(ClassHierarchyResolver.defaultResolver())
                      .cached()));
      for (ClassModel type : classes(LIBRARY)) {
        assertThat(files.verify(type))
            .as(type.thisClass().asInternalName())
            .allMatch(error -> error.toString().contains("Could not resolve class"));
      }
    }
  }

  private static List<String> frame(Set<String> entries) {
    return entries.stream()
        .filter(name -> name.endsWith("/") || name.equals("META-INF/MANIFEST.MF"))
        .toList();
  }

  private static Set<String> entries(Path jar) throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(ZipEntry::getName).collect(Collectors.toCollection(HashSet::new));
    }
  }

  private static Stream<String> named(ClassModel type) {
    return StreamSupport.stream(type.constantPool().spliterator(), false)
        .filter(ClassEntry.class::isInstance)
        .map(entry -> ((ClassEntry) entry).asInternalName());
  }

  private static List<ClassModel> classes(Path folder) throws IOException {
    var classes = new ArrayList<ClassModel>();
    for (Path jar : jars(folder)) {
      try (var zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
            try (InputStream in = zip.getInputStream(entry)) {
              classes.add(ClassFile.of().parse(in.readAllBytes()));
            }
          }
        }
      }
    }
    return classes;
  }

  private static URL[] urls(Path... folders) throws IOException {
    var urls = new ArrayList<URL>();
    for (Path folder : folders) {
      for (Path jar : jars(folder)) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }
}
