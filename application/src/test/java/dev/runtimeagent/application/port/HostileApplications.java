package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.catalog.ApiDefinition;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.catalog.Auth;
import dev.runtimeagent.domain.catalog.Bundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Applications beside the usual one. */
final class HostileApplications {
  private HostileApplications() {}

  /** One with {@code text} wherever Compass lets anybody write. */
  static Application with(String text) {
    return new Application(
        "0a0a0a0a-0000-4000-8000-000000000002",
        "a" + text + "b",
        Optional.of("c" + text + "d"),
        List.of("0c0c0c0c-0000-4000-8000-000000000002"),
        List.of(
            new Bundle(
                "0b0b0b0b-0000-4000-8000-000000000002",
                "e" + text + "f",
                Optional.of("g" + text + "h"),
                Optional.empty(),
                new Auth(
                    new Auth.Credential.Basic(
                        SecretText.of("i" + text + "j"), SecretText.of("k" + text + "l")),
                    Map.of("x-key", List.of(SecretText.of("m" + text + "n"))),
                    Map.of("query" + text, List.of(SecretText.of("o" + text + "p"))),
                    Optional.empty()),
                List.of(
                    new ApiDefinition(
                        "api-" + text, "q" + text + "r", "https://shop.example/s" + text + "t")),
                List.of())));
  }

  /** The one with that number. */
  static Application plain(int number) {
    return new Application(
        "0d0d0d0d-0000-4000-8000-%012d".formatted(number),
        "many-" + number,
        Optional.of("one of many"),
        List.of(),
        List.of());
  }
}
