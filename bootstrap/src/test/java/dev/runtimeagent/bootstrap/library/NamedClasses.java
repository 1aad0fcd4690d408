package dev.runtimeagent.bootstrap.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the classes that the agent can come to: its own, the providers that any jar offers for a
 * service, and whatever a class that was found names, be it in its code, in a signature, or as a
 * text that may be meant for reflection. So a class is left out only if nothing says its name.
 */
final class NamedClasses {
  private static final String OWN = "dev/runtimeagent/";
  private static final String SERVICES = "META-INF/services/";

  /** What stands between names of classes in descriptors, signatures and lists. */
  private static final Pattern BETWEEN = Pattern.compile("[;<>()\\[:,\\s*+=]+");

  /** What stands right before a name in a descriptor. */
  private static final Pattern BEFORE = Pattern.compile("^[BCDFIJSZ]*L");

  private final Map<String, List<byte[]>> classes = new HashMap<>();
  private final Set<String> found = new HashSet<>();
  private final Deque<String> toLookAt = new ArrayDeque<>();

  private NamedClasses(Collection<JarContent> jars) {
    for (JarContent jar : jars) {
      jar.entries()
          .forEach((name, entry) -> {
            if (JarContent.isClass(name)) {
              classes
                  .computeIfAbsent(JarContent.className(name), _ -> new ArrayList<>())
                  .add(entry.bytes());
            }
          });
    }
    classes.keySet().stream().filter(name -> name.startsWith(OWN)).forEach(this::add);
    jars.stream().flatMap(NamedClasses::providers).forEach(this::addWhatIsNamedIn);
    while (!toLookAt.isEmpty()) {
      classes.getOrDefault(toLookAt.remove(), List.of()).forEach(this::lookAt);
    }
  }

  /** Their names, with slashes. */
  static Set<String> of(Collection<JarContent> jars) {
    return Set.copyOf(new NamedClasses(jars).found);
  }

  private void addWhatIsNamedIn(String text) {
    BETWEEN
        .splitAsStream(text.replace('.', '/'))
        .forEach(name -> {
          add(name);
          add(BEFORE.matcher(name).replaceFirst(""));
        });
  }

  private void add(String name) {
    if (classes.containsKey(name) && found.add(name)) {
      toLookAt.add(name);
    }
  }

  private void lookAt(byte[] content) {
    for (PoolEntry entry : ClassFile.of().parse(content).constantPool()) {
      if (entry instanceof Utf8Entry text) {
        addWhatIsNamedIn(text.stringValue());
      }
    }
  }

  private static Stream<String> providers(JarContent jar) {
    return jar.entries().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(SERVICES))
        .map(entry -> new String(entry.getValue().bytes(), UTF_8));
  }
}
