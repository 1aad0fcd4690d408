package dev.runtimeagent.application.synchronization;

import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import dev.runtimeagent.domain.catalog.EventDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Applications to list. */
final class Catalog {
  private Catalog() {}

  static String id(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  static Application application(int number, Bundle... bundles) {
    return named(number, "app-" + number, bundles);
  }

  static Application named(int number, String name, Bundle... bundles) {
    return new Application(id(number), name, Optional.empty(), List.of(), List.of(bundles));
  }

  static List<Application> applications(int from, int to) {
    return many(to - from, n -> application(from + n));
  }

  static Bundle bundle(int number, int apis, int events) {
    return new Bundle(
        "%08d-0000-4000-9000-000000000000".formatted(number),
        "bundle " + number,
        Optional.empty(),
        Optional.empty(),
        Auth.NONE,
        many(apis, n -> new ApiDefinition("api-%06d".formatted(n), "api " + n, "https://h/" + n)),
        many(events, n -> new EventDefinition("event-%06d".formatted(n), "event " + n)));
  }

  static <T> List<T> many(int count, IntFunction<T> item) {
    return IntStream.range(0, count).mapToObj(item).toList();
  }
}
